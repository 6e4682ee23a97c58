import { useState } from 'react';
import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { minutesText, todayText } from '../../../i18n/format.ts';
import { DateInput } from '../../../ui/DateInput.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { Section } from '../../../ui/Section.tsx';
import { ErrorNotice } from '../../../ui/states.tsx';
import { DocumentActions } from '../../documents/DocumentActions.tsx';
import { Facts } from '../Facts.tsx';

/** What a member had on any day, and as it was known on any other; and the certificate of service. */
export function MemberProofs({ memberId }: { memberId: string }) {
  const may = useMay();
  return (
    <Stack gap="md" mt="md">
      <BalanceAt memberId={memberId} />
      {may('timebank.issueCertificate') && <Certificate memberId={memberId} />}
    </Stack>
  );
}

const dateOnly = /^\d{4}-\d\d-\d\d$/;

function BalanceAt({ memberId }: { memberId: string }) {
  const { t } = useTranslation('timebankClosing');
  const [served, setServed] = useState('');
  const [known, setKnown] = useState('');
  const balance = useRoute(
    'timebank.readBalanceAt',
    {
      memberId,
      ...(dateOnly.test(served) ? { servedThrough: served } : {}),
      ...(dateOnly.test(known) ? { knownOn: known } : {}),
    },
    { keepPrevious: true },
  );
  return (
    <Section title={t('balance.title')}>
      <Group align="flex-end" mb="sm">
        <DateInput label={t('balance.served')} value={served} onChange={setServed} />
        <DateInput label={t('balance.known')} value={known} onChange={setKnown} />
      </Group>
      {balance.error && <ErrorNotice error={balance.error.error} />}
      {balance.data && (
        <Facts
          facts={[
            [t('balance.hours'), minutesText(balance.data.serviceMinutes)],
            [t('balance.coins'), minutesText(balance.data.coinMinutes)],
            [t('balance.points'), String(balance.data.points)],
          ]}
        />
      )}
    </Section>
  );
}

function Certificate({ memberId }: { memberId: string }) {
  const { t } = useTranslation('timebankClosing');
  const [from, setFrom] = useState(`${todayText().slice(0, 4)}-01-01`);
  const [to, setTo] = useState(todayText());
  const [purpose, setPurpose] = useState('');
  const [issued, setIssued] = useState<string>();
  const register = useRoute('timebank.listCertificates', { memberId });
  const issue = useCommand('timebank.issueCertificate', {
    onDone: ({ documentId, number }) => {
      setIssued(documentId);
      notifyDone(t('certificate.issued', { number }));
    },
  });
  return (
    <Section title={t('certificate.title')}>
      <Stack gap="sm">
        <Group align="flex-end">
          <DateInput label={t('certificate.from')} value={from} onChange={setFrom} />
          <DateInput label={t('certificate.to')} value={to} onChange={setTo} />
          <TextInput
            label={t('certificate.purpose')}
            value={purpose}
            maxLength={100}
            onChange={({ currentTarget }) => setPurpose(currentTarget.value)}
          />
          <Button
            disabled={!dateOnly.test(from) || !dateOnly.test(to)}
            loading={issue.pending}
            onClick={() => void issue.run({ memberId, from, to, purpose })}
          >
            {t('certificate.issue')}
          </Button>
        </Group>
        {issued !== undefined && <DocumentActions documentId={issued} />}
        {register.data && register.data.rows.length > 0 && (
          <Facts
            facts={register.data.rows.map((row) => [
              row.number,
              t(row.stillTrue ? 'certificate.row' : 'certificate.rowChanged', {
                from: row.from,
                to: row.to,
                time: minutesText(row.minutes),
                by: row.issuedBy,
              }),
            ])}
          />
        )}
      </Stack>
    </Section>
  );
}
