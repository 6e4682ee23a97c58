import { useViewportSize } from '@mantine/hooks';
import { usePreferences } from './preferences.ts';

export interface Layout {
  /** Window width measured in the person's own text size: 1280 px at 200 % are 640. */
  width: number;
  /** No room for the side navigation beside the page. */
  compact: boolean;
  /** Room for a form and a document side by side. */
  wide: boolean;
}

/** Media queries know nothing of the chosen text size, so the layout asks here. */
export function useLayout(): Layout {
  const viewport = useViewportSize();
  const { textScale } = usePreferences();
  // Before the first measurement (0) the window is what it is made as: wide.
  const width = (viewport.width === 0 ? window.innerWidth || 1280 : viewport.width) / (textScale / 100);
  return { width, compact: width < 960, wide: width >= 1180 };
}
