// Entry point of the web bundle.
export function activate(): void {
  // Nothing is registered yet.
}

export function deactivate(): void {
  // Nothing to undo.
}
