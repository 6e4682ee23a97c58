import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Pine green-blue: calm, and dark enough at shade 8 for 7:1 on white. */
const pine: MantineColorsTuple = [
  '#eef6f6',
  '#dcebeb',
  '#b7d6d7',
  '#8fc0c2',
  '#6daeb1',
  '#4f9a9e',
  '#35858a',
  '#226f75',
  '#145a61',
  '#0d474d',
];

/** The maple of 枫桥: overdue, errors. */
const maple: MantineColorsTuple = [
  '#fdf1ee',
  '#f7ddd6',
  '#efb9ab',
  '#e7937d',
  '#df7356',
  '#d45635',
  '#bb4226',
  '#9d341c',
  '#842a16',
  '#6b2212',
];

const FACE =
  '"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei", system-ui, sans-serif';

export const theme = createTheme({
  colors: { pine, red: maple },
  primaryColor: 'pine',
  primaryShade: 8,
  autoContrast: true,
  fontFamily: FACE,
  headings: {
    fontFamily: FACE,
    fontWeight: '600',
    sizes: { h1: { fontSize: '1.5rem' }, h2: { fontSize: '1.2rem' }, h3: { fontSize: '1.05rem' } },
  },
  fontSizes: { xs: '0.875rem', sm: '0.9375rem', md: '1rem', lg: '1.125rem', xl: '1.3rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.25rem', xl: '1.75rem' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  focusRing: 'always',
  respectReducedMotion: true,
  components: {
    Input: { defaultProps: { size: 'sm' } },
    InputWrapper: {
      defaultProps: { size: 'sm', inputWrapperOrder: ['label', 'description', 'input', 'error'] },
    },
    Tooltip: {
      defaultProps: { withArrow: true, openDelay: 400, events: { hover: true, focus: true, touch: true } },
    },
    Modal: {
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.45 },
        // At once: a dialog that fades in takes the first letters of whoever types right after the shortcut.
        transitionProps: { duration: 0 },
      },
    },
    ActionIcon: { defaultProps: { variant: 'subtle', size: '2.125rem' } },
    Select: { defaultProps: { checkIconPosition: 'right', maxDropdownHeight: 320 } },
    Badge: { defaultProps: { radius: 'sm', variant: 'light', size: 'lg', tt: 'none', fw: 600 } },
  },
});

/** Grey text and borders dark enough to be read by older eyes (axe: 4.5:1 for text, 3:1 for what is operated). */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-text': '#1c2426',
    '--mantine-color-dimmed': '#4d5a5e',
    '--mantine-color-placeholder': '#626f73',
    '--mantine-color-error': '#9d341c',
    '--mantine-color-default-border': '#8b989c',
  },
  dark: {},
});
