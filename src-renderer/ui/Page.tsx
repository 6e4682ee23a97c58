import type { ReactNode } from 'react';
import { Box, Group, Stack, Text, Title } from '@mantine/core';

export interface PageProps {
  title: string;
  /** Under the title: number, state, what is chosen. */
  subtitle?: ReactNode;
  /** Buttons at the right of the title. */
  actions?: ReactNode;
  children: ReactNode;
  /** The page is one list that scrolls inside itself; its height is the window's. */
  fill?: boolean;
}

/** A page: one heading, what can be done, and the content. */
export function Page({ title, subtitle, actions, children, fill = false }: PageProps) {
  return (
    <Stack gap="md" p="md" h={fill ? '100%' : undefined} mih={0}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Box miw={0} flex="1 1 16rem">
          <Title order={1}>{title}</Title>
          {subtitle === undefined ? null : (
            <Text component="div" c="dimmed" size="sm">
              {subtitle}
            </Text>
          )}
        </Box>
        {actions === undefined ? null : <Group gap="xs">{actions}</Group>}
      </Group>
      {fill ? (
        <Box flex={1} mih="20rem">
          {children}
        </Box>
      ) : (
        children
      )}
    </Stack>
  );
}
