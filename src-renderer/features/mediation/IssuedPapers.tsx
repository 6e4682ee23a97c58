import { useState } from 'react';
import { Button, Group, Table, Text } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../../bridge/queries.ts';
import { instantText } from '../../i18n/format.ts';
import { Loaded } from '../../ui/states.tsx';
import { DocumentActions } from '../documents/DocumentActions.tsx';
import { DocumentDialog } from './DocumentDialog.tsx';

/** Everything that was issued on a case, newest first. */
export function IssuedPapers({ caseId }: { caseId: string }) {
  const { t } = useTranslation('mediation');
  const [open, setOpen] = useState<{ id: string; title: string }>();
  const documents = useRoute('documents.list', { owner: `case:${caseId}` });
  return (
    <Loaded result={documents}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Text c="dimmed">{t('papers.none')}</Text>
        ) : (
          <Table.ScrollContainer minWidth="40rem">
            <Table aria-label={t('papers.list')} verticalSpacing={6}>
              <Table.Tbody>
                {rows.map((row) => (
                  <Table.Tr key={row.id}>
                    <Table.Td>
                      <Text fw={600}>{row.title}</Text>
                      <Text size="sm" c="dimmed">
                        {row.number} · {t('common:pdf.pages', { pages: row.pages })} ·{' '}
                        {instantText(row.issuedAt)} · {row.issuedBy}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <Group gap="xs" justify="flex-end" role="group" aria-label={row.title}>
                        <Button
                          size="xs"
                          variant="default"
                          leftSection={<IconEye size="1.1rem" aria-hidden />}
                          onClick={() => setOpen({ id: row.id, title: row.title })}
                        >
                          {t('common:action.view')}
                        </Button>
                        <DocumentActions documentId={row.id} size="xs" />
                      </Group>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
            <DocumentDialog document={open} onClose={() => setOpen(undefined)} />
          </Table.ScrollContainer>
        )
      }
    </Loaded>
  );
}
