/** Installs a real VS Code and finds Chromium, once; both are absolute paths. */
export function install(): Promise<{ readonly server: string; readonly chromium: string }>;
