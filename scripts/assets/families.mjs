// Component families that stay whole in dekkend.css, so that a new template can use any class of them.
export const utrecht = [
  "root", "body", "document", "page-layout", "page-header", "page-body", "page-footer", "nav-bar", "nav-list",
  "heading-1", "heading-2", "heading-3", "heading-4", "paragraph", "link", "link-list", "unordered-list",
  "ordered-list", "separator", "alert", "badge-list", "badge-status", "status-badge", "number-badge",
  "badge-counter", "table", "table-container", "form", "form-field", "form-field-description",
  "form-field-error-message", "form-fieldset", "form-label", "textbox", "textarea", "select", "radio-button",
  "checkbox", "accordion", "data-list", "breadcrumb-nav", "pagination", "button-group",
];

export const others = [
  "@nl-design-system-candidate/button-css/dist/button.css",
  "@nl-design-system-candidate/skip-link-css/dist/skip-link.css",
  "@gemeente-denhaag/action/dist/index.css",
  "@gemeente-denhaag/process-steps/dist/index.css",
  "@gemeente-denhaag/step-marker/dist/index.css",
  "@gemeente-denhaag/file/dist/index.css",
  "@amsterdam/design-system-css/dist/file-input/file-input.css",
];
