import { useState } from 'react';
import { Button, Group, Stack, Tabs, Text } from '@mantine/core';
import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../src-main/contract/index.ts';
import { navigate } from '../../app/navigation.ts';
import { useCommand } from '../../bridge/commands.ts';
import { useRoute } from '../../bridge/queries.ts';
import { useMay } from '../../bridge/session.tsx';
import { dateText, minutesText } from '../../i18n/format.ts';
import { areaPath } from '../../ui/form/AreaField.tsx';
import { Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { Loaded } from '../../ui/states.tsx';
import { Facts } from './Facts.tsx';
import { CirclePanel } from './circle/CirclePanel.tsx';
import { GroupPanel } from './activities/GroupPanel.tsx';
import { MemberEditor } from './MemberEditor.tsx';
import { MemberEntries } from './MemberEntries.tsx';
import { MemberProofs } from './closing/MemberProofs.tsx';
import { MemberStatement } from './MemberStatement.tsx';
import { MembershipPanel } from './membership/MembershipPanel.tsx';
import { MergedNotice } from './membership/MergedNotice.tsx';
import { MemberHours } from './rules/MemberHours.tsx';
import { PointsPanel } from './rules/PointsPanel.tsx';
import styles from './MemberPage.module.css';

type Member = RouteOutput<'timebank.readMember'>;
type Revealed = RouteOutput<'timebank.revealMember'>;

/** One member: `id` of one on file, or `new`. `tab` is `entries`, `hours`, `statement`, `membership` or `person`. */
export function MemberPage({ params }: { params: Record<string, string> }) {
  const { id } = params;
  return id === undefined || id === 'new' ? (
    <MemberEditor />
  ) : (
    <MemberOnFile key={id} id={id} tab={params['tab']} />
  );
}

function MemberOnFile({ id, tab }: { id: string; tab: string | undefined }) {
  const member = useRoute('timebank.readMember', { id });
  return <Loaded result={member}>{(data) => <MemberDesk member={data} tab={tab} />}</Loaded>;
}

function MemberDesk({ member, tab }: { member: Member; tab: string | undefined }) {
  const { t } = useTranslation('timebank');
  const may = useMay();
  const [revealed, setRevealed] = useState<Revealed>();
  const [editing, setEditing] = useState<Revealed>();
  const show = useCommand('timebank.revealMember', { onDone: setRevealed });
  const edit = useCommand('timebank.revealMember', { onDone: setEditing });
  if (editing) return <MemberEditor member={editing} onClose={() => setEditing(undefined)} />;

  const tabs = (
    ['entries', 'hours', 'points', 'statement', 'membership', 'circle', 'groups', 'person'] as const
  ).filter((name) => name !== 'statement' || may('timebank.previewStatement'));
  const open = tabs.find((name) => name === tab) ?? 'entries';
  return (
    <Page
      title={member.name}
      subtitle={`${member.volunteerNumber} · ${t(`memberKind.${member.kind}`)} · ${t(`timebankMembership:standing.${member.standing}`)}`}
      actions={
        may('timebank.revealMember') && (
          <>
            {revealed === undefined ? (
              <Button variant="default" loading={show.pending} onClick={() => void reveal(show.run)}>
                {t('member.reveal')}
              </Button>
            ) : (
              <Button variant="default" onClick={() => setRevealed(undefined)}>
                {t('member.hide')}
              </Button>
            )}
            {may('timebank.saveMember') && (
              <Button
                variant="default"
                loading={edit.pending}
                onClick={() => void edit.run({ id: member.id })}
              >
                {t('common:action.edit')}
              </Button>
            )}
          </>
        )
      }
    >
      <Stack gap="md">
        {member.standing === 'merged' && <MergedNotice memberId={member.id} />}
        <Figures member={member} />
        <Tabs
          value={open}
          onChange={(value) =>
            navigate({ page: 'member', params: { id: member.id, tab: value ?? 'entries' }, replace: true })
          }
          keepMounted={false}
        >
          <Tabs.List aria-label={t('member.tabs')}>
            {tabs.map((name) => (
              <Tabs.Tab key={name} value={name} fz="md">
                {name === 'membership' ? t('timebankMembership:tab') : t(`member.tab.${name}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="entries" pt="md">
            <MemberEntries memberId={member.id} />
          </Tabs.Panel>
          <Tabs.Panel value="hours" pt="md">
            <MemberHours memberId={member.id} />
          </Tabs.Panel>
          <Tabs.Panel value="points" pt="md">
            <PointsPanel memberId={member.id} />
          </Tabs.Panel>
          <Tabs.Panel value="statement" pt="md">
            <MemberStatement memberId={member.id} />
            <MemberProofs memberId={member.id} />
          </Tabs.Panel>
          <Tabs.Panel value="membership" pt="md">
            <MembershipPanel member={member} />
          </Tabs.Panel>
          <Tabs.Panel value="circle" pt="md">
            <CirclePanel memberId={member.id} />
          </Tabs.Panel>
          <Tabs.Panel value="groups" pt="md">
            <GroupPanel member={member} />
          </Tabs.Panel>
          <Tabs.Panel value="person" pt="md">
            <Person member={member} revealed={revealed} />
          </Tabs.Panel>
        </Tabs>
      </Stack>
    </Page>
  );

  async function reveal(run: typeof show.run) {
    await run({ id: member.id });
    navigate({ page: 'member', params: { id: member.id, tab: 'person' }, replace: true });
  }
}

/** Hours and coins never share a figure: what was given for ever, and what may still be spent. */
function Figures({ member }: { member: Member }) {
  const { t } = useTranslation('timebank');
  const label = member.stars === 0 ? t('member.noStars') : t('member.stars', { n: member.stars });
  return (
    <dl className={styles.figures}>
      <div>
        <dt>{t('member.serviceMinutes')}</dt>
        <dd>{minutesText(member.serviceMinutes)}</dd>
        <dd className={styles.hint}>{t('member.serviceHint')}</dd>
      </div>
      <div>
        <dt>{t('member.coinMinutes')}</dt>
        <dd>{minutesText(member.coinMinutes)}</dd>
        <dd className={styles.hint}>{t('member.coinHint')}</dd>
      </div>
      <div>
        <dt>{t('timebankRules:points.balance')}</dt>
        <dd>{t('timebankRules:points.number', { n: member.points })}</dd>
        <dd className={styles.hint}>
          {member.pointsExpiringSoon > 0
            ? t('timebankRules:points.expiring', { n: member.pointsExpiringSoon })
            : t('timebankRules:points.hint')}
        </dd>
      </div>
      <div>
        <dt>{t('member.starLabel')}</dt>
        <dd>
          <Group gap={2} component="span" role="img" aria-label={label}>
            {[1, 2, 3, 4, 5].map((star) =>
              star <= member.stars ? (
                <IconStarFilled key={star} size="1.625rem" />
              ) : (
                <IconStar key={star} size="1.625rem" stroke={1.3} />
              ),
            )}
          </Group>
        </dd>
        <dd
          className={styles.hint}
        >{`${label} · ${t('member.lastServed', { on: dateText(member.lastServedOn) })}`}</dd>
      </div>
    </dl>
  );
}

function Person({ member, revealed }: { member: Member; revealed: Revealed | undefined }) {
  const { t } = useTranslation('timebank');
  const reference = useRoute('platform.readReference', {}, { staleTime: 300_000 });
  const areas = new Map((reference.data?.areas ?? []).map((area) => [area.id, area]));
  const shown = revealed ?? member;
  return (
    <Section title={t('member.tab.person')}>
      {revealed && (
        <Text size="sm" mb="sm" role="status">
          {t('member.revealed')}
        </Text>
      )}
      <Facts
        facts={[
          [t('member.name'), shown.name],
          [t('member.gender'), t(`gender.${shown.gender}`)],
          [t('member.birthDate'), dateText(shown.birthDate)],
          [t('member.idType'), t(`idType.${shown.idType}`)],
          [t('member.idNumber'), shown.idNumber],
          [t('member.phone'), shown.phone],
          [t('member.address'), shown.address],
          [t('member.guardian'), shown.guardian],
          [t('head.area'), areaPath(areas, shown.areaId)],
          [t('member.skills'), shown.skills],
          [t('member.joinedOn'), dateText(shown.joinedOn)],
        ]}
      />
    </Section>
  );
}
