"""What the journey and the pages without JavaScript share: an own instance, people in a browser, and their texts."""
