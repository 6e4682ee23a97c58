import { TextInput, type TextInputProps } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';

interface Props extends Omit<TextInputProps, 'onChange'> {
  value: string;
  onChange: (text: string) => void;
}

/** The line above a list that narrows it; what is typed is answered at once. */
export function SearchInput({ onChange, ...props }: Props) {
  return (
    <TextInput
      leftSection={<IconSearch size="1.125rem" aria-hidden />}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      {...props}
    />
  );
}
