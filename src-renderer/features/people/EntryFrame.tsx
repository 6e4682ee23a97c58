import type { ReactNode } from 'react';
import { Box, Center, Group, Paper, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from '../../ui/LanguageSwitch.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { useSession } from '../../bridge/session.tsx';

/** The quiet surroundings of sign-in, lock and first run. */
export function EntryFrame({ width = '26rem', children }: { width?: string; children: ReactNode }) {
  const { t } = useTranslation('common');
  const { version, committee } = useSession();
  return (
    <Center component="main" mih="100vh" p="md">
      <Stack gap="md" w="100%" maw={width}>
        <Group gap="sm" justify="center" wrap="nowrap">
          <Mark size={44} />
          <Box miw={0}>
            <Text fw={700} fz="1.4rem" lh={1.2}>
              {t('program')}
            </Text>
            {committee ? (
              <Text c="dimmed" size="sm">
                {committee.name}
              </Text>
            ) : null}
          </Box>
        </Group>
        <Paper p="xl" shadow="sm" withBorder>
          {children}
        </Paper>
        <Group justify="space-between">
          <LanguageSwitch size="xs" />
          <Text size="xs" c="dimmed">
            {version}
          </Text>
        </Group>
      </Stack>
    </Center>
  );
}
