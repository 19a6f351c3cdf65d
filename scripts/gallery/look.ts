export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Who speaks, on both platforms. */
export const LOGO =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"%3E%3Crect width="36" height="36" rx="6" fill="%23214f8b"/%3E%3Ctext x="18" y="25" font-family="sans-serif" font-size="20" fill="white" text-anchor="middle"%3Ed%3C/text%3E%3C/svg%3E';
