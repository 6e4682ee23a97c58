import { useState } from 'react';
import { Button, Group, Stack } from '@mantine/core';
import { IconAddressBook, IconTrash } from '@tabler/icons-react';
import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { partyRoles } from '../../../src-main/contract/mediation/case-values.ts';
import type { Finding } from '../../../src-main/contract/mediation/finding.ts';
import { partyKinds } from '../../../src-main/contract/people.ts';
import { RadioGroupField } from '../../ui/form/fields.tsx';
import type { CaseForm, PartyForm } from './case-form.ts';
import { DirectoryDialog } from './DirectoryDialog.tsx';
import { FindingLines } from './FindingLines.tsx';
import classes from './mediation.module.css';
import { PartyFields } from './PartyFields.tsx';
import { RepresentativesEditor } from './RepresentativesEditor.tsx';

interface PartyCardProps {
  index: number;
  findings: Finding[];
  onRemove?: () => void;
}

/** One party: taken from the directory or typed once, a person or an organisation, with whoever stands for it. */
export function PartyCard({ index, findings, onRemove }: PartyCardProps) {
  const { t } = useTranslation('mediation');
  const { setValue, getValues, setFocus } = useFormContext<CaseForm>();
  const at = `parties.${index}` as const;
  const party = useWatch<CaseForm, `parties.${number}`>({ name: at });
  const [searching, setSearching] = useState(false);

  const take = (chosen: Partial<PartyForm>) => {
    const { id, role, consents, representatives } = getValues(at);
    setValue(
      at,
      { ...getValues(at), ...chosen, id, role, consents, representatives },
      {
        shouldDirty: true,
      },
    );
    setSearching(false);
    setFocus(`${at}.phone`);
  };
  return (
    <fieldset className={classes.card}>
      <legend>{party.name || t('party.nth', { n: index + 1 })}</legend>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-end" gap="sm">
          <Group gap="xl" align="flex-end">
            <RadioGroupField
              name={`${at}.role`}
              label={t('party.role')}
              choices={partyRoles.map((role) => ({ value: role, label: t(`partyRole.${role}`) }))}
            />
            <RadioGroupField
              name={`${at}.kind`}
              label={t('party.kind')}
              choices={partyKinds.map((kind) => ({ value: kind, label: t(`partyKind.${kind}`) }))}
            />
          </Group>
          <Group gap="xs">
            <Button
              variant="default"
              size="xs"
              leftSection={<IconAddressBook size="1.1rem" aria-hidden />}
              onClick={() => setSearching(true)}
            >
              {t('party.fromDirectory')}
            </Button>
            {onRemove ? (
              <Button
                variant="subtle"
                color="red"
                size="xs"
                leftSection={<IconTrash size="1.1rem" aria-hidden />}
                aria-label={t('party.remove', { name: party.name || t('party.nth', { n: index + 1 }) })}
                onClick={onRemove}
              >
                {t('common:action.delete')}
              </Button>
            ) : null}
          </Group>
        </Group>
        <PartyFields kind={party.kind ?? 'person'} at={`${at}.`} />
        <FindingLines findings={findings} onGo={(place) => setFocus(place as never)} />
        <RepresentativesEditor partyIndex={index} />
      </Stack>
      <DirectoryDialog
        opened={searching}
        onClose={() => setSearching(false)}
        kind={party.kind ?? 'person'}
        text={party.name}
        onTake={take}
      />
    </fieldset>
  );
}
