import { useState } from 'react';
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../../bridge/queries.ts';
import { commonProps, useField, type FieldProps } from '../../ui/form/field.ts';

/** One member, found by name, pinyin or volunteer number. The form holds the id, or `emptyValue` (`''` unless told). */
export function MemberField(
  props: FieldProps & {
    kind?: 'person' | 'group';
    emptyValue?: '' | null;
    onChosen?: (id: string | null) => void;
  },
) {
  const { value, set, error, onBlur, ref, name } = useField<string | null | undefined>(props.name);
  return (
    <MemberSelect
      {...commonProps(props)}
      name={name}
      inputRef={ref}
      {...(props.kind === undefined ? {} : { kind: props.kind })}
      value={value ?? ''}
      onChange={(id) => {
        set(id ?? (props.emptyValue === undefined ? '' : props.emptyValue));
        props.onChosen?.(id);
      }}
      onBlur={onBlur}
      error={error}
    />
  );
}

/** The same outside a form. */
export function MemberSelect({
  value,
  onChange,
  kind,
  inputRef,
  ...props
}: {
  value: string;
  onChange(id: string | null): void;
  kind?: 'person' | 'group';
  inputRef?: React.Ref<HTMLInputElement>;
  label?: string;
  description?: string;
  name?: string;
  error?: React.ReactNode;
  disabled?: boolean;
  required?: boolean;
  withAsterisk?: boolean;
  onBlur?: () => void;
}) {
  const { t } = useTranslation(['timebankWork', 'common']);
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed.trim(), 200);
  const search = useRoute(
    'timebank.listMembers',
    {
      text: asked,
      state: 'active',
      ...(kind === undefined ? {} : { kind }),
      page: { offset: 0, limit: 20 },
    },
    { keepPrevious: true },
  );
  const known = useRoute('timebank.readMember', { id: value }, { enabled: value !== '' });
  // Until the answer for what is typed has come, only members whose label says it are offered: whoever types a name and
  // presses Enter at once must never get the first one of the list before.
  const settled = asked === typed.trim() && !search.isPlaceholderData;
  const found = new Set(search.data?.rows.map(({ id }) => id));
  const options = new Map(
    [...(search.data?.rows ?? []), ...(known.data && value !== '' ? [known.data] : [])].map((member) => [
      member.id,
      { value: member.id, label: `${member.name}（${member.volunteerNumber}）` },
    ]),
  );
  return (
    <Select
      {...props}
      ref={inputRef}
      placeholder={t('field.findMember')}
      data={[...options.values()]}
      value={value === '' ? null : value}
      onChange={onChange}
      onSearchChange={setTyped}
      // The server has searched already, by pinyin and number too: what it found is what is offered.
      filter={({ options: all, search: text }) =>
        all.filter(
          (option) =>
            'value' in option && ((settled && found.has(option.value)) || option.label.includes(text.trim())),
        )
      }
      searchable
      openOnFocus={false}
      clearable
      clearButtonProps={{ 'aria-label': t('common:action.clear') }}
      nothingFoundMessage={t('common:state.noMatch')}
    />
  );
}
