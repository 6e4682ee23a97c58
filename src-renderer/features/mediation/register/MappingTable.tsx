import { Alert, Button, Checkbox, Group, Select, Stack, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  importFields,
  type ImportField,
  type ImportFile,
} from '../../../../src-main/contract/mediation/register.ts';
import { Section } from '../../../ui/Section.tsx';

interface Props {
  file: ImportFile;
  mapping: readonly (ImportField | null)[];
  onChange(mapping: (ImportField | null)[]): void;
  assign: boolean;
  onAssign(assign: boolean): void;
  pending: boolean;
  onCheck(): void;
}

/** Which column of the file means what, with an example of each. */
export function MappingTable({ file, mapping, onChange, assign, onAssign, pending, onCheck }: Props) {
  const { t } = useTranslation('register');
  const choices = importFields.map((field) => ({ value: field, label: t(`field.${field}`) }));
  const twice = importFields.filter((field) => mapping.filter((one) => one === field).length > 1);
  return (
    <Section title={t('wizard.mapping')}>
      <Stack>
        <Alert role="status" color={file.remembered ? 'teal' : 'blue'} c="var(--mantine-color-text)">
          {file.remembered ? t('wizard.remembered') : t('wizard.guessed')}
        </Alert>
        <Table.ScrollContainer minWidth={480}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('wizard.heading')}</Table.Th>
                <Table.Th>{t('wizard.meaning')}</Table.Th>
                <Table.Th>{t('wizard.sample')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {file.headers.map((header, index) => (
                <Table.Tr key={index}>
                  <Table.Td>{header || `(${index + 1})`}</Table.Td>
                  <Table.Td>
                    <Select
                      aria-label={`${t('wizard.meaning')}: ${header || index + 1}`}
                      data={choices}
                      value={mapping[index] ?? null}
                      placeholder={t('wizard.skip')}
                      onChange={(chosen) =>
                        onChange(mapping.map((field, at) => (at === index ? chosen : field)))
                      }
                      searchable
                      clearable
                      openOnFocus={false}
                      clearButtonProps={{ 'aria-label': t('wizard.skip') }}
                      nothingFoundMessage={t('common:state.noMatch')}
                    />
                  </Table.Td>
                  <Table.Td
                    maw="20rem"
                    style={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
                  >
                    {file.sample.map((row) => row[index]).find((cell) => cell) ?? ''}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        {twice.map((field) => (
          <Alert key={field} color="yellow" c="var(--mantine-color-text)">
            {t('wizard.twice', { field: t(`field.${field}`) })}
          </Alert>
        ))}
        <Group justify="space-between">
          <Checkbox
            label={t('wizard.assign')}
            checked={assign}
            onChange={({ currentTarget }) => onAssign(currentTarget.checked)}
          />
          <Button loading={pending} onClick={onCheck}>
            {t('wizard.check')}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
