import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { moneyText } from '../../i18n/format.ts';
import { commonProps, useField, type FieldProps } from './field.ts';
import { moneyInputText, parseMoney } from './parse-money.ts';

/**
 * An amount of money. The person types yuan, the form holds integer 分 or `null`; text that is no amount is kept on the screen
 * and held as NaN, which every schema refuses, so that it can neither be lost nor saved.
 */
export function MoneyField(props: FieldProps) {
  const { value, set, error, onBlur, ref, name } = useField<number | null | undefined>(props.name);
  const [typing, setTyping] = useState<string>();
  const { t } = useTranslation('common');
  const resting = value === null || value === undefined ? '' : moneyText(value);
  return (
    <TextInput
      {...commonProps(props)}
      name={name}
      ref={ref}
      inputMode="decimal"
      className="tabular"
      placeholder={props.placeholder ?? t('form.moneyHint')}
      value={typing ?? resting}
      onFocus={(event) => {
        if (typing === undefined) setTyping(moneyInputText(value));
        const input = event.currentTarget;
        requestAnimationFrame(() => input.select());
      }}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyping(text);
        set(text.trim() === '' ? null : (parseMoney(text) ?? Number.NaN));
      }}
      onBlur={() => {
        if (!Number.isNaN(value)) setTyping(undefined);
        onBlur();
      }}
      error={error}
    />
  );
}
