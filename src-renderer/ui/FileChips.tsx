import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { IconPaperclip, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ProofFile } from '../../src-main/contract/files.ts';

interface FileChipsProps {
  files: readonly ProofFile[];
  /** Sentences of the capability whose files they are. */
  words: {
    all: string;
    view(name: string): string;
    withdraw(name: string): string;
    add: string;
    addTo: string;
  };
  mayChange: boolean;
  adding: boolean;
  onView(file: ProofFile): void;
  onWithdraw(file: ProofFile): void;
  onAdd(): void;
  /** What stands before the files. */
  children?: ReactNode;
}

/** The files of one record where it stands: looked at, taken back, one more. */
export function FileChips({ files, words, mayChange, ...props }: FileChipsProps) {
  return (
    <Group gap="0.25rem 0.5rem" role="group" aria-label={words.all}>
      {props.children}
      {files.map((file) => (
        <Group key={file.id} gap={2} wrap="nowrap">
          {file.viewable ? (
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<IconPaperclip size="0.9rem" aria-hidden />}
              aria-label={words.view(file.name)}
              onClick={() => props.onView(file)}
            >
              {file.name}
            </Button>
          ) : (
            <Text size="sm">{file.name}</Text>
          )}
          {mayChange ? (
            <ActionIcon
              size="sm"
              color="gray"
              c="var(--mantine-color-text)"
              aria-label={words.withdraw(file.name)}
              onClick={() => props.onWithdraw(file)}
            >
              <IconX size="0.9rem" aria-hidden />
            </ActionIcon>
          ) : null}
        </Group>
      ))}
      {mayChange ? (
        <Button
          size="compact-xs"
          variant="subtle"
          loading={props.adding}
          aria-label={words.addTo}
          onClick={props.onAdd}
        >
          {words.add}
        </Button>
      ) : null}
    </Group>
  );
}
