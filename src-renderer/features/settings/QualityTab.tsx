import { useState } from 'react';
import { Badge, Button, Group, Stack, Table, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../src-main/contract/index.ts';
import type { QualityLine } from '../../../src-main/contract/mediation/quality.ts';
import { useRoute } from '../../bridge/queries.ts';
import { useMay } from '../../bridge/session.tsx';
import { dateText } from '../../i18n/format.ts';
import { Section } from '../../ui/Section.tsx';
import { Loaded } from '../../ui/states.tsx';
import { QualityDialog } from './QualityDialog.tsx';

type Rules = RouteOutput<'mediation.readQualityRules'>;

/** How dossiers are scored: the version in force, a new one, and all that were in force before. */
export function QualityTab() {
  const { t } = useTranslation('settings');
  const rules = useRoute('mediation.readQualityRules', {});
  const may = useMay();
  const [editing, setEditing] = useState(false);
  return (
    <Section
      title={t('quality.title')}
      actions={
        rules.data && may('mediation.adoptQualityRules') ? (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPencil size="1.1rem" aria-hidden />}
            onClick={() => setEditing(true)}
          >
            {t('quality.edit')}
          </Button>
        ) : null
      }
    >
      <Loaded result={rules}>
        {(data) => (
          <Stack>
            <Text>{t('quality.intro')}</Text>
            <InForce rules={data} />
            <Earlier rules={data} />
            {editing ? <QualityDialog lines={linesNow(data)} onClose={() => setEditing(false)} /> : null}
          </Stack>
        )}
      </Loaded>
    </Section>
  );
}

/** What counts today, with a line for each check that the program knows. */
function linesNow({ base, versions }: Rules): QualityLine[] {
  const own = versions.find((version) => version.inForce);
  return base.map(({ code, name, points }) => {
    if (!own) return { code, name, points };
    return own.lines.find((line) => line.code === code) ?? { code, name, points: 0 };
  });
}

function InForce({ rules }: { rules: Rules }) {
  const { t } = useTranslation('settings');
  const own = rules.versions.find((version) => version.inForce);
  const lines = linesNow(rules);
  return (
    <div>
      <Text fw={600}>
        {own
          ? t('quality.version', { n: own.number, from: dateText(own.validFrom), by: own.adoptedBy })
          : t('quality.baseName')}
      </Text>
      <Text size="sm" c="dimmed">
        {t('quality.source')}
        {t('common:form.colon')}
        {own?.source ?? rules.base[0]?.source}
      </Text>
      <Table.ScrollContainer minWidth="24rem">
        <Table aria-label={t('quality.current')} verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('quality.check')}</Table.Th>
              <Table.Th ta="end">{t('quality.points')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map(({ code, name, points }) => (
              <Table.Tr key={code}>
                <Table.Td>{name}</Table.Td>
                <Table.Td ta="end" className="tabular">
                  {points === 0 ? t('quality.notCounted') : points}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="sm">{t('quality.total', { n: lines.reduce((sum, line) => sum + line.points, 0) })}</Text>
    </div>
  );
}

function Earlier({ rules: { versions } }: { rules: Rules }) {
  const { t } = useTranslation('settings');
  if (versions.length === 0) return null;
  return (
    <div>
      <Text fw={600}>{t('quality.earlier')}</Text>
      <ul>
        {versions.map((version) => (
          <li key={version.id}>
            <Group gap="0.25rem 0.5rem">
              <Text>
                {t('quality.version', {
                  n: version.number,
                  from: dateText(version.validFrom),
                  by: version.adoptedBy,
                })}
                {' · '}
                {version.source}
              </Text>
              {version.inForce ? (
                <Badge color="green" c="var(--mantine-color-text)">
                  {t('quality.current')}
                </Badge>
              ) : null}
            </Group>
          </li>
        ))}
      </ul>
    </div>
  );
}
