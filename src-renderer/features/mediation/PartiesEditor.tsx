import { useState } from 'react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useFieldArray, useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../../ui/AddButton.tsx';
import { emptyParty, type CaseForm, type PartyForm } from './case-form.ts';
import { PartyCard } from './PartyCard.tsx';
import { usePartyFindings } from './use-party-findings.ts';

/** Any number of parties. Removing one can be undone until the next removal. */
export function PartiesEditor() {
  const { t } = useTranslation('mediation');
  const { control, getValues } = useFormContext<CaseForm>();
  const { fields, append, remove, insert } = useFieldArray({ control, name: 'parties', keyName: 'key' });
  const [removed, setRemoved] = useState<{ index: number; party: PartyForm }>();
  const findings = usePartyFindings();

  const take = (index: number) => {
    setRemoved({ index, party: getValues(`parties.${index}`) });
    remove(index);
  };
  return (
    <Stack gap="md">
      {fields.map((field, index) => (
        <PartyCard
          key={field.key}
          index={index}
          findings={findings.filter(
            ({ place }) => place === `parties.${index}` || place.startsWith(`parties.${index}.`),
          )}
          {...(fields.length > 1 ? { onRemove: () => take(index) } : {})}
        />
      ))}
      {removed ? (
        <Group gap="sm" role="status">
          <Text size="sm">{t('party.removed', { name: removed.party.name || t('party.unnamed') })}</Text>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconArrowBackUp size="1rem" aria-hidden />}
            onClick={() => {
              insert(removed.index, removed.party);
              setRemoved(undefined);
            }}
          >
            {t('common:action.undo')}
          </Button>
        </Group>
      ) : null}
      <Group>
        <AddButton
          variant="default"
          onClick={() =>
            append(emptyParty(fields.length === 0 ? 'applicant' : 'respondent'), {
              focusName: `parties.${fields.length}.name`,
            })
          }
        >
          {t('party.add')}
        </AddButton>
      </Group>
    </Stack>
  );
}
