// Entry point of the desktop bundle.
export function activate(): void {
  // Nothing is registered yet.
}

export function deactivate(): void {
  // Nothing to undo.
}
