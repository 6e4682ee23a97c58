import { useState, type ReactNode } from 'react';
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useFieldArray, useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../../../ui/AddButton.tsx';
import { clauseKinds, type Clause } from '../../../../src-main/contract/mediation/agreement-values.ts';
import {
  emptyClause,
  type AgreementForm,
  type ClauseForm,
  type ClauseKind,
  type ClauseParty,
} from './agreement-form.ts';
import { ClauseCard } from './ClauseCard.tsx';

interface ClausesEditorProps {
  /** Who may owe or be owed: the parties of a case, the units of a covenant. */
  parties: readonly ClauseParty[];
  /** Further ways to make clauses, e.g. from a special line. */
  more?: (take: (clauses: Clause[]) => void) => ReactNode;
}

/** Clauses: added, moved and removed by keyboard or mouse; a removal can be undone. */
export function ClausesEditor({ parties, more }: ClausesEditorProps) {
  const { t } = useTranslation('mediation');
  const { control, getValues, setFocus } = useFormContext<AgreementForm>();
  const { fields, append, remove, move, insert } = useFieldArray({
    control,
    name: 'clauses',
    keyName: 'key',
  });
  const [removed, setRemoved] = useState<{ index: number; clause: ClauseForm }>();

  const add = (kind: ClauseKind) =>
    append(emptyClause(kind, parties), { focusName: `clauses.${fields.length}.text` });
  const take = (index: number) => {
    setRemoved({ index, clause: getValues(`clauses.${index}`) as ClauseForm });
    remove(index);
  };
  const shift = (from: number, to: number) => {
    if (to < 0 || to >= fields.length) return;
    move(from, to);
    // The fields are registered anew under their new place before the cursor can follow.
    requestAnimationFrame(() => setFocus(`clauses.${to}.text`));
  };
  return (
    <Stack gap="sm" role="group" aria-label={t('agreement.clauses')} id="place-clauses" tabIndex={-1}>
      <Group justify="space-between" align="baseline">
        <Title order={3}>{t('agreement.clauses')}</Title>
        <Text size="sm" c="dimmed">
          {t('agreement.keys')}
        </Text>
      </Group>
      {fields.map((field, index) => (
        <ClauseCard
          key={field.key}
          index={index}
          count={fields.length}
          parties={parties}
          onMove={(to) => shift(index, to)}
          onRemove={() => take(index)}
        />
      ))}
      {removed ? (
        <Group gap="sm" role="status">
          <Text size="sm">{t('agreement.removed', { n: removed.index + 1 })}</Text>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconArrowBackUp size="1rem" aria-hidden />}
            onClick={() => {
              insert(removed.index, removed.clause);
              setRemoved(undefined);
            }}
          >
            {t('common:action.undo')}
          </Button>
        </Group>
      ) : null}
      <Group gap="xs" role="group" aria-label={t('agreement.addClause')}>
        {clauseKinds.map((kind) => (
          <AddButton key={kind} variant="default" size="xs" onClick={() => add(kind)}>
            {t(`agreement.add.${kind}`)}
          </AddButton>
        ))}
      </Group>
      {more?.((clauses) => append(clauses))}
    </Stack>
  );
}
