import { useState } from 'react';
import { Button, Group, Select, Stack, Table, Text } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { hoursFields, type HoursField } from '../../../../src-main/contract/timebank/rules.ts';
import type { PageProps } from '../../../app/navigation.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { Page } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import { ImportHoursReport } from './ImportHoursReport.tsx';

type HoursFile = NonNullable<RouteOutput<'timebank.openHoursFile'>['file']>;

/** Hours from a file: choose it, say what its columns mean, read the report, book. Nothing is booked before. */
export function ImportHoursPage(_props: PageProps) {
  const { t } = useTranslation('timebankRules');
  const [file, setFile] = useState<HoursFile>();
  const [mapping, setMapping] = useState<(HoursField | null)[]>([]);
  const open = useCommand('timebank.openHoursFile', {
    onDone: ({ file: opened }) => {
      if (!opened) return;
      setFile(opened);
      setMapping(opened.mapping);
    },
  });
  const twice = mapping.some((field, index) => field !== null && mapping.indexOf(field) !== index);
  return (
    <Page title={t('import.title')} subtitle={t('import.subtitle')}>
      <Stack gap="sm" align="flex-start" mb="md">
        <Text c="dimmed">{t('import.hint')}</Text>
        <Group gap="md">
          <Button
            leftSection={<IconFileImport size="1.1rem" aria-hidden />}
            variant={file ? 'default' : 'filled'}
            loading={open.pending}
            data-autofocus
            onClick={() => void open.run({})}
          >
            {file ? t('import.again') : t('import.choose')}
          </Button>
          {file ? <Text role="status">{t('import.facts', { name: file.name, n: file.lines })}</Text> : null}
        </Group>
      </Stack>
      {file ? (
        <Stack>
          <Columns file={file} mapping={mapping} onChange={setMapping} />
          {twice ? null : <ImportHoursReport key={file.fileId} fileId={file.fileId} mapping={mapping} />}
        </Stack>
      ) : null}
    </Page>
  );
}

interface ColumnsProps {
  file: HoursFile;
  mapping: readonly (HoursField | null)[];
  onChange(mapping: (HoursField | null)[]): void;
}

/** What each column means, with an example; a meaning given to one column is taken from the other. */
function Columns({ file, mapping, onChange }: ColumnsProps) {
  const { t } = useTranslation('timebankRules');
  const choices = hoursFields.map((field) => ({ value: field, label: t(`import.field.${field}`) }));
  return (
    <Section title={t('import.mapping')}>
      <Table.ScrollContainer minWidth={480}>
        <Table aria-label={t('import.mapping')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('import.heading')}</Table.Th>
              <Table.Th>{t('import.meaning')}</Table.Th>
              <Table.Th>{t('import.sample')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {file.headers.map((header, index) => (
              <Table.Tr key={index}>
                <Table.Td>{header || `(${index + 1})`}</Table.Td>
                <Table.Td>
                  <Select
                    aria-label={`${t('import.meaning')}: ${header || index + 1}`}
                    data={choices}
                    value={mapping[index] ?? null}
                    placeholder={t('import.skip')}
                    onChange={(chosen) =>
                      onChange(
                        mapping.map((field, at) => (at === index ? chosen : field === chosen ? null : field)),
                      )
                    }
                    clearable
                    openOnFocus={false}
                    clearButtonProps={{ 'aria-label': t('import.skip') }}
                  />
                </Table.Td>
                <Table.Td>{file.sample.map((row) => row[index]).find((cell) => cell) ?? ''}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}
