import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { Portal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isComposing } from '../../ui/form/AppForm.tsx';
import type { CellInputProps } from './TextCell.tsx';
import styles from './SheetGrid.module.css';

export interface Choice {
  key: string;
  label: string;
  /** Beside the label: what tells two of the same name apart. */
  detail?: ReactNode;
}

export interface ChoiceCellProps extends CellInputProps {
  /** Undefined while they are being fetched. */
  choices: readonly Choice[] | undefined;
  /** Key of the choice that Enter takes; undefined when the person has to point at one (two of the same name). */
  preferred: string | undefined;
  onChoose: (key: string) => void;
  /** Tells the owner what is being typed, so that it fetches choices for this cell only. */
  onSearch: (text: string | undefined) => void;
  /** Shown behind the text: the volunteer number of the chosen member. */
  suffix?: string;
  /** Show every choice as soon as the empty cell is entered. */
  openWhenEmpty?: boolean;
}

/**
 * A cell that is filled from a list by typing: Enter or Tab takes the marked entry, arrows mark another one. The list is
 * open only while something is being typed, so that arrows otherwise move through the sheet.
 */
export function ChoiceCell({
  choices,
  preferred,
  onChoose,
  onSearch,
  suffix,
  openWhenEmpty = false,
  onType,
  ...props
}: ChoiceCellProps) {
  const { t } = useTranslation('timebank');
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [pointed, setPointed] = useState<number>();
  const preferredIndex =
    preferred === undefined ? -1 : (choices?.findIndex(({ key }) => key === preferred) ?? -1);
  const marked = pointed ?? preferredIndex;
  const shown = open && choices !== undefined;

  const close = () => {
    setOpen(false);
    setPointed(undefined);
    onSearch(undefined);
  };
  const search = (text: string) => {
    setOpen(true);
    setPointed(undefined);
    onSearch(text);
  };
  const choose = (key: string) => {
    onChoose(key);
    close();
  };
  const point = (step: 1 | -1) => {
    if (!choices || choices.length === 0) return;
    const from = marked < 0 && step < 0 ? 0 : marked;
    setPointed((from + step + choices.length) % choices.length);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event.nativeEvent)) return;
    if (!open) {
      if (event.altKey && event.key === 'ArrowDown') {
        event.preventDefault();
        search(props.value);
      }
      return;
    }
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        event.preventDefault();
        point(event.key === 'ArrowDown' ? 1 : -1);
        break;
      case 'Escape':
        event.preventDefault();
        close();
        break;
      case 'Enter':
      case 'Tab': {
        const choice = choices?.[marked];
        if (choice) choose(choice.key);
        // Two of the same name: stay until one is pointed at or its number typed. The list says so.
        else if (event.key === 'Enter' && choices && choices.length > 0 && props.value.trim() !== '')
          event.preventDefault();
        else close();
      }
    }
  };

  return (
    <div className={styles.choice}>
      <input
        {...props}
        ref={input}
        className={styles.input}
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={shown ? listId : undefined}
        aria-activedescendant={shown && marked >= 0 ? `${listId}-${marked}` : undefined}
        onChange={({ currentTarget }) => {
          onType(currentTarget.value);
          search(currentTarget.value);
        }}
        onFocus={() => {
          if (openWhenEmpty && props.value === '') search('');
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          close();
          props.onBlur();
        }}
      />
      {suffix !== undefined && !open && <span className={styles.suffix}>{suffix}</span>}
      {shown && (
        <List anchor={input.current} entries={choices.length} id={listId} label={props['aria-label']}>
          {choices.map((choice, index) => (
            <div
              key={choice.key}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === marked}
              className={styles.option}
              // The input keeps the focus; a click must not blur it first.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(choice.key)}
            >
              <span>{choice.label}</span>
              <span className={styles.detail}>{choice.detail}</span>
            </div>
          ))}
          {choices.length === 0 && <div className={styles.remark}>{t('grid.noneFound')}</div>}
          {choices.length > 0 && marked < 0 && props.value.trim() !== '' && (
            <div className={styles.remark}>{t('grid.sameName')}</div>
          )}
        </List>
      )}
      <span className={styles.spoken} role="status">
        {shown && open ? spoken() : ''}
      </span>
    </div>
  );

  function spoken(): string {
    if (!choices || choices.length === 0) return t('grid.noneFound');
    return marked < 0 && props.value.trim() !== ''
      ? t('grid.sameName')
      : t('grid.found', { n: choices.length });
  }
}

/** The open list, outside the scrolling sheet so that it is never cut off; above the cell where there is no room below. */
function List({
  anchor,
  entries,
  id,
  label,
  children,
}: {
  anchor: HTMLElement | null;
  /** How many, to know whether the list fits below. */
  entries: number;
  id: string;
  label: string;
  children: ReactNode;
}) {
  const [box, setBox] = useState(() => anchor?.getBoundingClientRect());
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const follow = () => setBox(anchor?.getBoundingClientRect());
    window.addEventListener('scroll', follow, true);
    window.addEventListener('resize', follow);
    return () => {
      window.removeEventListener('scroll', follow, true);
      window.removeEventListener('resize', follow);
    };
  }, [anchor]);
  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' });
  });
  if (!box) return null;
  const below = window.innerHeight - box.bottom;
  const above = below < Math.min(entries * 40 + 56, 320) && box.top > below;
  return (
    <Portal>
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label={label}
        className={styles.list}
        style={{
          left: Math.max(4, Math.min(box.left, window.innerWidth - LIST_WIDTH - 4)),
          maxHeight: Math.max(120, (above ? box.top : below) - 12),
          ...(above ? { bottom: window.innerHeight - box.top + 2 } : { top: box.bottom + 2 }),
        }}
      >
        {children}
      </div>
    </Portal>
  );
}

const LIST_WIDTH = 352;
