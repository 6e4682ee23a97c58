import { Table, Text } from '@mantine/core';
import { useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import {
  qualityRules,
  type QualityLine,
  type QualityRules,
} from '../../../src-main/contract/mediation/quality.ts';
import { todayText } from '../../i18n/format.ts';
import { DateField } from '../../ui/form/DateField.tsx';
import { IntegerField, TextField } from '../../ui/form/fields.tsx';
import { CommandDialog } from '../../ui/form/CommandDialog.tsx';
import classes from '../mediation/mediation.module.css';

/** A new version of the points, begun from what is in force. */
export function QualityDialog({ lines, onClose }: { lines: QualityLine[]; onClose(): void }) {
  const { t } = useTranslation('settings');
  return (
    <CommandDialog
      title={t('quality.edit')}
      submit={t('quality.adopt')}
      done={t('quality.adopted')}
      route="mediation.adoptQualityRules"
      schema={qualityRules}
      defaults={{ validFrom: todayText(), source: '', lines }}
      draftKey="qualityRules:new"
      fieldsUnder="rules"
      input={(rules) => ({ rules })}
      size="48rem"
      onClose={onClose}
    >
      <div className={classes.fields}>
        <DateField name="validFrom" label={t('quality.validFrom')} emptyValue="" required />
        <TextField
          name="source"
          label={t('quality.source')}
          className={classes.span2 ?? ''}
          required
          maxLength={200}
        />
      </div>
      <Table aria-label={t('quality.title')} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('quality.check')}</Table.Th>
            <Table.Th w="8rem">{t('quality.points')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line, index) => (
            <Table.Tr key={line.code}>
              <Table.Td>
                <TextField
                  name={`lines.${index}.name`}
                  label={t('quality.nameOf', { name: line.name })}
                  labelHidden
                  required
                />
              </Table.Td>
              <Table.Td>
                <IntegerField
                  name={`lines.${index}.points`}
                  label={t('quality.pointsOf', { name: line.name })}
                  labelHidden
                  min={0}
                  max={100}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Total />
    </CommandDialog>
  );
}

function Total() {
  const { t } = useTranslation('settings');
  const lines = useFormContext<QualityRules>().watch('lines');
  const sum = lines.reduce((total, line) => total + (Number.isInteger(line.points) ? line.points : 0), 0);
  return (
    <Text size="sm" role="status">
      {t('quality.total', { n: sum })} · {t('quality.zeroHint')}
    </Text>
  );
}
