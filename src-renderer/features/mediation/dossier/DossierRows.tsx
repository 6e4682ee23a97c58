import { useState } from 'react';
import { Badge, Button, Checkbox, Group, Text, Title } from '@mantine/core';
import { IconArrowRight, IconPaperclip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DossierRow, DossierView, RowState } from '../../../../src-main/contract/mediation/dossier.ts';
import { jumpTo } from '../StageBar.tsx';
import { AttachDialog } from './AttachDialog.tsx';
import classes from './dossier.module.css';
import { RowItems } from './RowItems.tsx';
import { sectionOfWork } from './words.ts';

const colors: Record<RowState, string> = {
  present: 'green',
  missing: 'red',
  missingAsNeeded: 'yellow',
  notNeeded: 'gray',
};

/** The catalogue in its legal order: what is there, what is missing, and the way to where it is made. */
export function DossierRows({ dossier, mayEdit }: { dossier: DossierView; mayEdit: boolean }) {
  const { t } = useTranslation('dossier');
  const [all, setAll] = useState(false);
  const [attaching, setAttaching] = useState<DossierRow>();
  const shown = dossier.rows.filter((row) => all || row.state !== 'notNeeded' || row.items.length > 0);
  return (
    <div>
      <Group justify="space-between">
        <Title order={3}>{t('rows.title')}</Title>
        <Checkbox
          size="sm"
          label={t('rows.showAll')}
          checked={all}
          onChange={({ currentTarget }) => setAll(currentTarget.checked)}
        />
      </Group>
      {shown.map((row) => (
        <article key={row.code} className={classes.row} aria-label={row.name}>
          <Group gap="xs" justify="space-between">
            <Group gap="xs">
              <Badge color={colors[row.state]} c="var(--mantine-color-text)" miw="6.2rem">
                {t(`rowState.${row.state}`)}
              </Badge>
              <Text fw={600}>{row.name}</Text>
            </Group>
            <Group gap={4}>
              {!dossier.frozen && (row.state === 'missing' || row.state === 'missingAsNeeded') ? (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  rightSection={<IconArrowRight size="1rem" aria-hidden />}
                  aria-label={t('rows.goTo', { name: row.name })}
                  onClick={() => jumpTo(sectionOfWork(row.madeAt))}
                >
                  {t('rows.go')}
                </Button>
              ) : null}
              {mayEdit && row.code !== 'situation' ? (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  leftSection={<IconPaperclip size="1rem" aria-hidden />}
                  aria-label={t('rows.attachTo', { name: row.name })}
                  onClick={() => setAttaching(row)}
                >
                  {t('rows.attach')}
                </Button>
              ) : null}
            </Group>
          </Group>
          {row.lacking.map((one) => (
            <Text key={`${one.paper}/${one.subject}`} size="sm" pl="1.6rem" c="dimmed">
              {t('rows.lacking', { title: one.title })}
            </Text>
          ))}
          <RowItems caseId={dossier.caseId} row={row} mayEdit={mayEdit} />
        </article>
      ))}
      {attaching ? (
        <AttachDialog
          caseId={dossier.caseId}
          target={{ row: attaching.code, name: attaching.name }}
          onClose={() => setAttaching(undefined)}
        />
      ) : null}
    </div>
  );
}
