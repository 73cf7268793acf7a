// The four kinds of colour theme that VS Code knows.
export type Theme = 'light' | 'dark' | 'hc-black' | 'hc-light';

const themes: Readonly<Record<Theme, { readonly name: string; readonly className: string }>> = {
  light: { name: 'Light Modern', className: 'vs' },
  dark: { name: 'Dark Modern', className: 'vs-dark' },
  'hc-black': { name: 'Default High Contrast', className: 'hc-black' },
  'hc-light': { name: 'Default High Contrast Light', className: 'hc-light' },
};

export function themeSettings(theme: Theme): Record<string, unknown> {
  return { 'workbench.colorTheme': themes[theme].name };
}

/** Matches the workbench once it shows this kind of theme. */
export function themeSelector(theme: Theme): string {
  return `.monaco-workbench.${themes[theme].className}`;
}
