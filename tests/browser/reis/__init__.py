"""The journeys: a site of their own, people in a browser, and their texts. Pages without JavaScript use them too."""
