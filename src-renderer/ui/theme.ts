import {
  ActionIcon,
  Alert,
  Anchor,
  Autocomplete,
  Badge,
  Button,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  Fieldset,
  Input,
  type MantineColorsTuple,
  Menu,
  Modal,
  MultiSelect,
  Select,
  Skeleton,
  Table,
  TagsInput,
  Tooltip,
} from '@mantine/core';

/** The one theme: what every part looks like. No component restyles itself by hand. */

const accent: MantineColorsTuple = [
  '#f2f1fe',
  '#e5e3fd',
  '#cbc7f9',
  '#aea8f4',
  '#918aec',
  '#776fe2',
  '#6158d4',
  '#5147c2',
  '#433aa6',
  '#332c82',
];

const gray: MantineColorsTuple = [
  '#f8f9fb',
  '#f1f3f6',
  '#e6e9ee',
  '#d8dce4',
  '#bcc3ce',
  '#8b95a5',
  '#5c6676',
  '#475063',
  '#313949',
  '#1b212e',
];

const dark: MantineColorsTuple = [
  '#e6e8ee',
  '#c6cbd6',
  '#a3abba',
  '#7c8597',
  '#3b4252',
  '#2e3441',
  '#21252e',
  '#16191f',
  '#101318',
  '#0a0c10',
];

const green: MantineColorsTuple = [
  '#ebf8f1',
  '#d5f0e1',
  '#abe0c3',
  '#7bcda1',
  '#4fb982',
  '#2ea269',
  '#1c8a55',
  '#147044',
  '#0e5835',
  '#094026',
];

const amber: MantineColorsTuple = [
  '#fef6e7',
  '#fcebca',
  '#f8d693',
  '#f1bd57',
  '#e4a127',
  '#c7830f',
  '#a46807',
  '#825106',
  '#654006',
  '#492e05',
];

const red: MantineColorsTuple = [
  '#fdf0f0',
  '#fbdfdf',
  '#f5bcbc',
  '#ec9393',
  '#e06c6c',
  '#d14a4a',
  '#bb3434',
  '#9c2727',
  '#7c1f1f',
  '#5b1717',
];

const blue: MantineColorsTuple = [
  '#edf5fd',
  '#d9eafb',
  '#b1d3f6',
  '#82b8ee',
  '#559be4',
  '#327fd4',
  '#2167b8',
  '#1a5396',
  '#154277',
  '#0f3057',
];

/** Behind what floats. */
export const VEIL = { color: '#0a0c10', backgroundOpacity: 0.45, blur: 0 };
const DIALOG_TITLE = { fontSize: 16, lineHeight: '24px', fontWeight: 600 };

export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace",
  colors: { accent, gray, dark, green, amber, yellow: amber, red, blue },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  black: '#1b212e',
  defaultRadius: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '8px', xl: '999px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '18px', md: '20px', lg: '24px', xl: '28px' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  shadows: {
    xs: 'none',
    sm: '0 1px 2px rgb(15 20 30 / 8%)',
    md: '0 4px 16px rgb(15 20 30 / 12%)',
    lg: '0 8px 32px rgb(15 20 30 / 16%)',
    xl: '0 16px 48px rgb(15 20 30 / 20%)',
  },
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 32 } }),
    Alert: Alert.extend({
      vars: (_theme, { color = 'accent' }) => ({
        root: {
          '--alert-bg': `var(--tone-${color}-surface)`,
          '--alert-bd': `1px solid var(--tone-${color}-border)`,
        },
      }),
    }),
    Anchor: Anchor.extend({ defaultProps: { underline: 'hover' } }),
    Badge: Badge.extend({ defaultProps: { variant: 'light', tt: 'none', fw: 500, radius: 'xl', flex: 'none' } }),
    Button: Button.extend({ defaultProps: { size: 'sm', fw: 500 } }),
    Drawer: Drawer.extend({
      defaultProps: { position: 'right', overlayProps: VEIL, transitionProps: { duration: 150 } },
      styles: { title: DIALOG_TITLE, content: { border: '1px solid var(--border)' } },
    }),
    Fieldset: Fieldset.extend({
      defaultProps: { variant: 'unstyled' },
      styles: { legend: { marginBottom: 8, fontWeight: 600 } },
    }),
    Input: Input.extend({ defaultProps: { size: 'sm' } }),
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { size: 'sm' },
      styles: {
        label: { marginBottom: 4 },
        description: { fontSize: 12, lineHeight: '16px' },
        error: { fontSize: 12, lineHeight: '16px' },
      },
    }),
    Menu: Menu.extend({ defaultProps: { shadow: 'md', position: 'bottom-end', transitionProps: { duration: 120 } } }),
    Modal: Modal.extend({
      defaultProps: { centered: true, radius: 'md', overlayProps: VEIL, transitionProps: { duration: 150 } },
      styles: { title: DIALOG_TITLE, content: { border: '1px solid var(--border)' } },
    }),
    // A list that opens by itself lies over what comes next, such as the button of a dialog: it opens on a click, an arrow key or typing.
    Autocomplete: Autocomplete.extend({ defaultProps: { openOnFocus: false } }),
    MultiSelect: MultiSelect.extend({ defaultProps: { openOnFocus: false } }),
    TagsInput: TagsInput.extend({ defaultProps: { openOnFocus: false } }),
    Select: Select.extend({ defaultProps: { allowDeselect: false, checkIconPosition: 'right' } }),
    Skeleton: Skeleton.extend({ defaultProps: { radius: 'sm' } }),
    Table: Table.extend({ defaultProps: { fz: 'sm', verticalSpacing: 8, horizontalSpacing: 12 } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300, transitionProps: { duration: 120 } } }),
  },
});

const TINTED = ['accent', 'gray', 'green', 'amber', 'yellow', 'red', 'blue'] as const;

/** Mantine's own tints miss AA: text on a tint takes the far end of its scale in both schemes, also when hovered. */
function tints(scheme: 'light' | 'dark'): Record<string, string> {
  return Object.fromEntries(
    TINTED.flatMap((name) => {
      const shade = (index: number) => `var(--mantine-color-${name}-${index})`;
      const mixed = (share: number) => `color-mix(in srgb, ${shade(5)} ${share}%, var(--mantine-color-body))`;
      const light = scheme === 'light';
      return [
        [`--mantine-color-${name}-light`, light ? shade(1) : mixed(18)],
        [`--mantine-color-${name}-light-hover`, light ? shade(2) : mixed(26)],
        [`--mantine-color-${name}-light-color`, light ? shade(8) : shade(2)],
        [`--mantine-color-${name}-text`, light ? shade(7) : shade(3)],
        [`--mantine-color-${name}-outline`, light ? shade(7) : shade(3)],
        [`--tone-${name}-surface`, light ? shade(0) : mixed(12)],
        [`--tone-${name}-border`, light ? shade(2) : mixed(35)],
      ];
    }),
  );
}

export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {
    '--frame-nav': '232px',
    '--frame-nav-small': '56px',
    '--frame-top': '52px',
    '--gutter': '24px',
    '--row': '40px',
    '--motion': '150ms',
  },
  light: {
    ...tints('light'),
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': 'var(--mantine-color-gray-6)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-6)',
    '--mantine-color-anchor': 'var(--mantine-color-accent-7)',
    '--mantine-color-error': 'var(--mantine-color-red-6)',
    '--mantine-color-default-border': 'var(--mantine-color-gray-3)',
    '--surface-sunken': 'var(--mantine-color-gray-0)',
    '--surface-hover': 'var(--mantine-color-gray-1)',
    '--surface-selected': 'var(--mantine-color-accent-0)',
    '--border': 'var(--mantine-color-gray-2)',
  },
  dark: {
    ...tints('dark'),
    '--mantine-color-body': 'var(--mantine-color-dark-7)',
    '--mantine-color-dimmed': 'var(--mantine-color-dark-2)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
    '--mantine-color-anchor': 'var(--mantine-color-accent-3)',
    '--mantine-color-error': 'var(--mantine-color-red-3)',
    '--mantine-color-default-border': 'var(--mantine-color-dark-4)',
    '--surface-sunken': 'var(--mantine-color-dark-8)',
    '--surface-hover': 'var(--mantine-color-dark-6)',
    '--surface-selected': 'color-mix(in srgb, var(--mantine-color-accent-6) 20%, var(--mantine-color-body))',
    '--border': 'var(--mantine-color-dark-5)',
  },
});
