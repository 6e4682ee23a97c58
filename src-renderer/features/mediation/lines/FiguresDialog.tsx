import { useState } from 'react';
import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../../../ui/AddButton.tsx';
import { figureFields, type FigureView } from '../../../../src-main/contract/mediation/compensation.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useSession } from '../../../bridge/session.tsx';
import { moneyText, todayText } from '../../../i18n/format.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { IntegerField, TextField } from '../../../ui/form/fields.tsx';
import { MoneyField } from '../../../ui/form/MoneyField.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import classes from '../mediation.module.css';
import { RecordForm } from './RecordForm.tsx';

/** The yearly figures of the region with their source; those entered here can be corrected. */
export function FiguresDialog(props: {
  opened: boolean;
  figures: readonly FigureView[];
  onClose: () => void;
}) {
  const { t } = useTranslation('lines');
  const [editing, setEditing] = useState<FigureView | 'new'>();
  const title = t('figures.title');
  return (
    <FormDialog opened={props.opened} onClose={props.onClose} title={title} size="52rem">
      {editing === undefined ? (
        <Stack>
          {props.figures.length === 0 ? <Text c="dimmed">{t('figures.none')}</Text> : null}
          {props.figures.length > 0 ? (
            <Table withTableBorder aria-label={title}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('figures.year')}</Table.Th>
                  <Table.Th ta="end">{t('figures.urbanIncome')}</Table.Th>
                  <Table.Th ta="end">{t('figures.urbanConsumption')}</Table.Th>
                  <Table.Th ta="end">{t('figures.monthlyWage')}</Table.Th>
                  <Table.Th>{t('figures.source')}</Table.Th>
                  <Table.Th />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody className="tabular">
                {props.figures.map((one) => (
                  <Table.Tr key={`${one.region}${one.year}`}>
                    <Table.Td>{`${one.region} · ${one.year}`}</Table.Td>
                    <Table.Td ta="end">{moneyText(one.urbanIncomeFen)}</Table.Td>
                    <Table.Td ta="end">{moneyText(one.urbanConsumptionFen)}</Table.Td>
                    <Table.Td ta="end">{moneyText(one.monthlyWageFen)}</Table.Td>
                    <Table.Td>{one.source}</Table.Td>
                    <Table.Td>
                      {one.id === null ? null : (
                        <Button size="compact-sm" variant="subtle" onClick={() => setEditing(one)}>
                          {t('common:action.edit')}
                        </Button>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          ) : null}
          <Group justify="space-between">
            <AddButton variant="default" onClick={() => setEditing('new')}>
              {t('figures.add')}
            </AddButton>
            <Button onClick={props.onClose}>{t('common:action.close')}</Button>
          </Group>
        </Stack>
      ) : (
        <FiguresForm kept={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />
      )}
    </FormDialog>
  );
}

function FiguresForm({ kept, onClose }: { kept: FigureView | undefined; onClose: () => void }) {
  const { t } = useTranslation('lines');
  const { committee } = useSession();
  const form = useAppForm(figureFields, {
    region: kept?.region ?? committee?.region.slice(0, 2) ?? '',
    year: kept?.year ?? Number(todayText().slice(0, 4)) - 1,
    urbanIncomeFen: kept?.urbanIncomeFen ?? (null as never),
    urbanConsumptionFen: kept?.urbanConsumptionFen ?? (null as never),
    monthlyWageFen: kept?.monthlyWageFen ?? (null as never),
    mealFen: kept?.mealFen ?? null,
    nutritionFen: kept?.nutritionFen ?? null,
    source: kept?.source ?? '',
    validFrom: kept?.validFrom ?? todayText(),
  });
  const save = useCommand('mediation.saveFigures', {
    form,
    fieldsUnder: 'figures',
    onDone: () => {
      notifyDone(t('figures.saved'));
      onClose();
    },
  });
  return (
    <RecordForm
      form={form}
      label={t('figures.title')}
      notice={null}
      pending={save.pending}
      onClose={onClose}
      onSubmit={(figures) =>
        void save.run({
          ...(kept?.id && kept.version ? { id: kept.id, version: kept.version } : {}),
          figures,
        })
      }
    >
      <div className={classes.fields}>
        <TextField name="region" label={t('figures.region')} description={t('figures.regionHint')} required />
        <IntegerField name="year" label={t('figures.year')} max={2099} required />
        <DateField name="validFrom" label={t('figures.validFrom')} emptyValue="" required />
        <MoneyField name="urbanIncomeFen" label={t('figures.urbanIncome')} required />
        <MoneyField name="urbanConsumptionFen" label={t('figures.urbanConsumption')} required />
        <MoneyField name="monthlyWageFen" label={t('figures.monthlyWage')} required />
        <MoneyField name="mealFen" label={t('figures.meal')} />
        <MoneyField name="nutritionFen" label={t('figures.nutrition')} />
        <div className={classes.spanAll}>
          <TextField name="source" label={t('figures.source')} required />
        </div>
      </div>
    </RecordForm>
  );
}
