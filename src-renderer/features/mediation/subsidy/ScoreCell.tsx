import { useState } from 'react';
import { toHalfWidth } from '../../../ui/form/parse-date.ts';
import styles from './subsidy.module.css';

/** A score of 0 to 100, or nothing; what is no score stays on the screen, marked, until it is mended. */
export function ScoreCell({
  cell,
  label,
  value,
  onChange,
}: {
  cell: string;
  label: string;
  value: number | null;
  onChange(score: number | null): void;
}) {
  const [typing, setTyping] = useState<string>();
  const shown = typing ?? (value === null ? '' : String(value));
  return (
    <input
      className={styles.score}
      inputMode="numeric"
      maxLength={3}
      data-cell={cell}
      aria-label={label}
      aria-invalid={shown !== '' && readScore(shown) === undefined}
      value={shown}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyping(text);
        const score = readScore(text);
        if (text.trim() === '') onChange(null);
        else if (score !== undefined) onChange(score);
      }}
      onBlur={() => {
        if (shown === '' || readScore(shown) !== undefined) setTyping(undefined);
      }}
    />
  );
}

function readScore(text: string): number | undefined {
  const plain = toHalfWidth(text).trim();
  if (!/^\d{1,3}$/.test(plain)) return undefined;
  const score = Number(plain);
  return score <= 100 ? score : undefined;
}
