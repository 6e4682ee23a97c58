import { useState } from 'react';
import { Button, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../../../ui/AddButton.tsx';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText } from '../../../i18n/format.ts';
import { Section } from '../../../ui/Section.tsx';
import { EmptyState, Loaded } from '../../../ui/states.tsx';
import { ExclusionDialog, type ExclusionEdit } from './ExclusionDialog.tsx';
import styles from './subsidy.module.css';

/** Who may not draw extra pay, why and from when to when. */
export function ExclusionsTab() {
  const { t } = useTranslation('subsidy');
  const may = useMay();
  const exclusions = useRoute('mediation.listSubsidyExclusions', {});
  const [editing, setEditing] = useState<ExclusionEdit>();
  const mayEdit = may('mediation.saveSubsidyExclusion');
  return (
    <Section
      title={t('exclusions.label')}
      actions={
        mayEdit ? <AddButton onClick={() => setEditing('new')}>{t('exclusions.add')}</AddButton> : null
      }
    >
      <Loaded result={exclusions}>
        {({ rows, mediators }) => (
          <>
            {rows.length === 0 ? (
              <EmptyState text={t('exclusions.empty')} />
            ) : (
              <div className={styles.box} tabIndex={0} role="region" aria-label={t('exclusions.label')}>
                <Table verticalSpacing={6} miw="46rem" aria-label={t('exclusions.label')}>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t('exclusions.person')}</Table.Th>
                      <Table.Th>{t('exclusions.reason')}</Table.Th>
                      <Table.Th>{t('exclusions.period')}</Table.Th>
                      <Table.Th>{t('exclusions.state')}</Table.Th>
                      {mayEdit ? <Table.Th>{t('column.tools')}</Table.Th> : null}
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {rows.map((row) => (
                      <Table.Tr key={row.id}>
                        <Table.Td fw={600}>{row.name}</Table.Td>
                        <Table.Td>{row.reason}</Table.Td>
                        <Table.Td>
                          {`${dateText(row.validFrom)}—${row.validTo ? dateText(row.validTo) : t('exclusions.openEnd')}`}
                        </Table.Td>
                        <Table.Td>{row.active ? t('exclusions.inForce') : t('exclusions.inactive')}</Table.Td>
                        {mayEdit ? (
                          <Table.Td>
                            <Button
                              size="compact-sm"
                              variant="default"
                              aria-label={t('exclusions.edit', { name: row.name })}
                              onClick={() => setEditing(row)}
                            >
                              {t('common:action.edit')}
                            </Button>
                          </Table.Td>
                        ) : null}
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </div>
            )}
            <ExclusionDialog edit={editing} people={mediators} onClose={() => setEditing(undefined)} />
          </>
        )}
      </Loaded>
    </Section>
  );
}
