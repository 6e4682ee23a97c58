import { useState } from 'react';
import { Button, Fieldset, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import type { PartyView } from '../../../../src-main/contract/people.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { dateText } from '../../../i18n/format.ts';
import { EmptyState, Loaded } from '../../../ui/states.tsx';
import { ApartDialog } from './ApartDialog.tsx';
import { ApartList } from './ApartList.tsx';
import { MergeDialog } from './MergeDialog.tsx';

type Groups = RouteOutput<'people.listPartyDoubles'>['groups'];

/**
 * Entries that may be the same: of each group one is chosen to stay, and each other one is put into it or told apart from it. What
 * was told apart is not proposed again and stands below, where it can be taken back.
 */
export function DoublesDialog({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const { t } = useTranslation('people');
  const doubles = useRoute('people.listPartyDoubles', {}, { enabled: opened, staleTime: 0 });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('doubles.title')}
      size="60rem"
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      {opened ? (
        <Stack>
          <Text size="sm">{t('doubles.hint')}</Text>
          <Loaded result={doubles}>
            {({ groups, apart }) => (
              <>
                {groups.length === 0 ? (
                  <EmptyState text={t('doubles.none')} />
                ) : (
                  <GroupList groups={groups} />
                )}
                <ApartList pairs={apart} />
              </>
            )}
          </Loaded>
        </Stack>
      ) : null}
    </Modal>
  );
}

type Step = { do: 'merge' | 'apart'; stays: PartyView; other: PartyView };

function GroupList({ groups }: { groups: Groups }) {
  const [step, setStep] = useState<Step>();
  const close = () => setStep(undefined);
  return (
    <>
      {groups.map((group) => (
        <DoubleGroup key={group.parties.map(({ id }) => id).join()} group={group} onStep={setStep} />
      ))}
      {step?.do === 'merge' ? (
        <MergeDialog pair={{ survivorId: step.stays.id, mergedId: step.other.id }} onClose={close} />
      ) : null}
      {step?.do === 'apart' ? <ApartDialog one={step.stays} other={step.other} onClose={close} /> : null}
    </>
  );
}

function DoubleGroup({ group, onStep }: { group: Groups[number]; onStep(step: Step): void }) {
  const { t } = useTranslation('people');
  const [survivor, setSurvivor] = useState(group.parties[0]?.id ?? '');
  const stays = group.parties.find(({ id }) => id === survivor);
  const first = group.parties[0]?.name ?? '';
  return (
    <Fieldset legend={t(`doubles.reason.${group.reason}`)}>
      <Radio.Group value={survivor} onChange={setSurvivor} label={t('doubles.stays', { name: first })}>
        <Stack gap="xs" mt="xs">
          {group.parties.map((party, index) => (
            <Group key={party.id} justify="space-between" wrap="nowrap">
              <Radio value={party.id} label={`${index + 1}　${party.name}`} description={described(party)} />
              {stays === undefined || party.id === survivor ? null : group.apart.some(
                  isPair(party.id, survivor),
                ) ? (
                <Text size="sm">{t('doubles.areApart')}</Text>
              ) : (
                <Group gap="xs" wrap="nowrap">
                  {(['merge', 'apart'] as const).map((what) => (
                    <Button
                      key={what}
                      size="compact-sm"
                      variant="default"
                      aria-label={t(`doubles.${what}Of`, { n: index + 1, name: party.name })}
                      onClick={() => onStep({ do: what, stays, other: party })}
                    >
                      {t(`doubles.${what}`)}
                    </Button>
                  ))}
                </Group>
              )}
            </Group>
          ))}
        </Stack>
      </Radio.Group>
      {group.total > group.parties.length ? (
        <Text size="sm" mt="xs">
          {t('doubles.more', { n: group.total, shown: group.parties.length })}
        </Text>
      ) : null}
    </Fieldset>
  );
}

const isPair =
  (a: string, b: string) =>
  ({ oneId, otherId }: { oneId: string; otherId: string }): boolean =>
    (oneId === a && otherId === b) || (oneId === b && otherId === a);

const described = (party: PartyView): string =>
  [
    party.idNumber || party.creditCode,
    party.birthDate ? dateText(party.birthDate) : '',
    party.phone,
    party.address,
  ]
    .filter(Boolean)
    .join(' · ') || '–';
