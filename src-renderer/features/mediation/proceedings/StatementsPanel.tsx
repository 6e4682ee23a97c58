import { useState } from 'react';
import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconHandStop, IconPencil, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText } from '../../../i18n/format.ts';
import { Section } from '../../../ui/Section.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { Facts } from '../Facts.tsx';
import classes from '../mediation.module.css';
import { offers } from '../stages.ts';
import { TerminateDialog } from '../TerminateDialog.tsx';
import { ConsentDialog } from './ConsentDialog.tsx';
import { PlainMark } from './Marks.tsx';
import { ServiceAddressDialog } from './ServiceAddressDialog.tsx';
import { UndisputedDialog } from './UndisputedDialog.tsx';
import { useProceedings, type Proceedings } from './use-proceedings.ts';

type Party = CaseView['parties'][number];
type Open =
  | { what: 'consent'; party: Party }
  | { what: 'undisputed' }
  | { what: 'address'; party: Party }
  | { what: 'terminate' };

/** What the parties said for the record: consent with day and manner, undisputed facts, addresses for service. */
export function StatementsPanel({ view }: { view: CaseView }) {
  const { t } = useTranslation('proceedings');
  const may = useMay();
  const proceedings = useProceedings(view.id);
  const [open, setOpen] = useState<Open>();
  const can = offers(view);
  const mayRecord = can.recordProceedings && may('mediation.recordConsent');
  const refusing = view.parties.filter((party) => party.consents === false);
  const close = () => setOpen(undefined);
  return (
    <Section title={t('statements.title')} id="case-statements">
      <Loaded result={proceedings}>
        {(data) => (
          <Stack gap="md">
            {refusing.length > 0 && can.terminate ? (
              <Alert color="red" icon={<IconHandStop size="1.2rem" aria-hidden />} role="alert">
                <Group justify="space-between">
                  <Text c="var(--mantine-color-text)">
                    {t('statements.refusedNow', { names: refusing.map(({ name }) => name).join('、') })}
                  </Text>
                  {may('mediation.terminateCase') ? (
                    <Button size="xs" color="red" onClick={() => setOpen({ what: 'terminate' })}>
                      {t('statements.terminate')}
                    </Button>
                  ) : null}
                </Group>
              </Alert>
            ) : null}
            <div role="group" aria-label={t('statements.consents')}>
              <Title order={3} mb={4}>
                {t('statements.consents')}
              </Title>
              <Stack gap="xs">
                {view.parties.map((party) => (
                  <ConsentLine
                    key={party.id}
                    party={party}
                    consents={data.consents.filter((one) => one.partyId === party.id)}
                    {...(mayRecord ? { onRecord: () => setOpen({ what: 'consent', party }) } : {})}
                  />
                ))}
              </Stack>
            </div>
            <Undisputed
              undisputed={data.undisputed}
              {...(mayRecord ? { onEdit: () => setOpen({ what: 'undisputed' }) } : {})}
            />
            <div role="group" aria-label={t('statements.addresses')}>
              <Title order={3} mb={4}>
                {t('statements.addresses')}
              </Title>
              <Stack gap="xs">
                {view.parties.map((party) => (
                  <AddressLine
                    key={party.id}
                    party={party}
                    address={data.serviceAddresses.find((one) => one.partyId === party.id)}
                    {...(mayRecord ? { onEdit: () => setOpen({ what: 'address', party }) } : {})}
                  />
                ))}
              </Stack>
              <Text size="sm" c="dimmed" mt={4}>
                {t('statements.masked')}
              </Text>
            </div>
            {open?.what === 'consent' ? (
              <ConsentDialog view={view} party={open.party} onClose={close} />
            ) : null}
            {open?.what === 'undisputed' ? (
              <UndisputedDialog view={view} undisputed={data.undisputed} onClose={close} />
            ) : null}
            {open?.what === 'address' ? (
              <ServiceAddressDialog
                view={view}
                party={open.party}
                known={data.serviceAddresses.some((one) => one.partyId === open.party.id)}
                onClose={close}
              />
            ) : null}
          </Stack>
        )}
      </Loaded>
      <TerminateDialog view={view} opened={open?.what === 'terminate'} reason="refused" onClose={close} />
    </Section>
  );
}

function ConsentLine({
  party,
  consents,
  onRecord,
}: {
  party: Party;
  consents: Proceedings['consents'];
  onRecord?: () => void;
}) {
  const { t } = useTranslation('proceedings');
  const latest = consents.at(-1);
  const said = (one: Proceedings['consents'][number]) =>
    t('statements.consentLine', { date: dateText(one.on), manner: t(`statements.manners.${one.manner}`) });
  const word =
    party.consents === null
      ? t('statements.notAsked')
      : t(`statements.answers.${party.consents ? 'consents' : 'refuses'}`);
  return (
    <Group className={classes.card} justify="space-between" py={6}>
      <div>
        <Group gap="xs">
          <Text fw={600}>{party.name}</Text>
          <PlainMark text={word} color={party.consents === null ? 'gray' : party.consents ? 'pine' : 'red'} />
          {party.consents === null ? null : (
            <Text size="sm">{latest ? said(latest) : t('statements.noDay')}</Text>
          )}
        </Group>
        {latest?.note ? <Text size="sm">{latest.note}</Text> : null}
        {consents.length > 1 ? (
          <Text size="sm" c="dimmed">
            {t('statements.history') + t('common:form.colon')}
            {consents
              .slice(0, -1)
              .map((one) => `${t(`statements.answers.${one.answer}`)}（${said(one)}）`)
              .join('；')}
          </Text>
        ) : null}
      </div>
      {onRecord ? (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t('statements.recordOf', { name: party.name })}
          onClick={onRecord}
        >
          {t('statements.record')}
        </Button>
      ) : null}
    </Group>
  );
}

function Undisputed({ undisputed, onEdit }: { undisputed: Proceedings['undisputed']; onEdit?: () => void }) {
  const { t } = useTranslation('proceedings');
  return (
    <div role="group" aria-label={t('statements.undisputed')}>
      <Group justify="space-between" mb={4}>
        <Title order={3}>{t('statements.undisputed')}</Title>
        {onEdit ? (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={
              undisputed ? <IconPencil size="1rem" aria-hidden /> : <IconPlus size="1rem" aria-hidden />
            }
            onClick={onEdit}
          >
            {undisputed ? t('statements.editUndisputed') : t('statements.addUndisputed')}
          </Button>
        ) : null}
      </Group>
      {undisputed ? (
        <Facts
          entries={[
            [t('statements.facts'), undisputed.facts],
            [t('statements.agreedOn'), dateText(undisputed.agreedOn)],
            [
              t('statements.usableLater'),
              undisputed.usableLater ? t('statements.usable') : t('statements.notUsable'),
            ],
            [t('common.recorder'), undisputed.recorder],
          ]}
        />
      ) : (
        <Text c="dimmed">{t('statements.noUndisputed')}</Text>
      )}
    </div>
  );
}

function AddressLine({
  party,
  address,
  onEdit,
}: {
  party: Party;
  address: Proceedings['serviceAddresses'][number] | undefined;
  onEdit?: () => void;
}) {
  const { t } = useTranslation('proceedings');
  const label = address
    ? t('statements.editAddress', { name: party.name })
    : t('statements.addAddress', { name: party.name });
  return (
    <Group className={classes.card} justify="space-between" py={6}>
      <div>
        <Text fw={600}>{party.name}</Text>
        <Text size="sm" c="dimmed">
          {address
            ? [
                address.recipient,
                address.phone,
                address.address,
                address.postcode,
                address.electronic,
                dateText(address.confirmedOn),
              ]
                .filter(Boolean)
                .join(' · ')
            : t('statements.noAddress')}
        </Text>
      </div>
      {onEdit ? (
        <Button variant="default" size="compact-sm" aria-label={label} onClick={onEdit}>
          {t('common:action.edit')}
        </Button>
      ) : null}
    </Group>
  );
}
