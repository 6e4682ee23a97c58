import styles from './SheetGrid.module.css';

/** What every cell of the sheet takes; `data-cell` (`<line id>:<column>`) is how the grid finds and moves the focus. */
export interface CellInputProps {
  'aria-label': string;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
  'data-cell': string;
  value: string;
  onType: (text: string) => void;
  onBlur: () => void;
}

/** A cell with plain text: a time, minutes, the recipient, a note. */
export function TextCell({
  onType,
  placeholder,
  numeric = false,
  ...props
}: CellInputProps & { placeholder?: string | undefined; numeric?: boolean }) {
  return (
    <input
      {...props}
      className={`${styles.input} ${numeric ? styles.numeric : ''}`}
      placeholder={placeholder}
      inputMode={numeric ? 'numeric' : 'text'}
      autoComplete="off"
      spellCheck={false}
      onChange={({ currentTarget }) => onType(currentTarget.value)}
    />
  );
}
