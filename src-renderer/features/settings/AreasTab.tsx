import { useState } from 'react';
import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconPencil, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { areaLevels, type Area } from '../../../src-main/contract/platform.ts';
import { useRoute } from '../../bridge/queries.ts';
import { useMay } from '../../bridge/session.tsx';
import { Section } from '../../ui/Section.tsx';
import { Loaded } from '../../ui/states.tsx';
import { AreaDialog, type AreaEdit } from './AreaDialog.tsx';
import classes from './settings.module.css';

/** The tree of places: street → community → grid. Nothing is deleted; what is no longer used is retired. */
export function AreasTab() {
  const { t } = useTranslation('settings');
  const reference = useRoute('platform.readReference', {});
  const [text, setText] = useState('');
  const [editing, setEditing] = useState<AreaEdit>();
  return (
    <Section title={t('areas.label')}>
      <Stack>
        <SearchInput
          aria-label={t('areas.search')}
          placeholder={t('areas.search')}
          value={text}
          onChange={setText}
          maw="24rem"
        />
        <Loaded result={reference}>
          {({ areas }) => <Tree areas={areas} text={text.trim()} onEdit={setEditing} />}
        </Loaded>
      </Stack>
      <AreaDialog edit={editing} onClose={() => setEditing(undefined)} />
    </Section>
  );
}

interface TreeProps {
  areas: readonly Area[];
  text: string;
  onEdit(edit: AreaEdit): void;
}

function Tree({ areas, text, onEdit }: TreeProps) {
  const children = Map.groupBy(
    [...areas].sort((a, b) => a.code.localeCompare(b.code) || a.name.localeCompare(b.name, 'zh-CN')),
    (area) => area.parentId,
  );
  const found =
    text === ''
      ? undefined
      : withAncestors(areas, (area) => area.name.includes(text) || area.code.startsWith(text));
  const roots = (children.get(null) ?? []).filter((area) => !found || found.has(area.id));
  return (
    <ul className={classes.tree} aria-label={useTranslation('settings').t('areas.label')}>
      {roots.map((area) => (
        <Branch key={area.id} area={area} childrenOf={children} found={found} onEdit={onEdit} depth={0} />
      ))}
    </ul>
  );
}

interface BranchProps {
  area: Area;
  childrenOf: ReadonlyMap<string | null, Area[]>;
  /** Places that the search shows; undefined for all. */
  found: ReadonlySet<string> | undefined;
  onEdit(edit: AreaEdit): void;
  depth: number;
}

function Branch({ area, childrenOf, found, onEdit, depth }: BranchProps) {
  const { t } = useTranslation('settings');
  const mayEdit = useMay()('platform.saveArea');
  const [opened, setOpened] = useState(depth === 0);
  const open = opened || found !== undefined;
  const children = (childrenOf.get(area.id) ?? []).filter((child) => !found || found.has(child.id));
  const childLevel = areaLevels[areaLevels.indexOf(area.level) + 1];
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <li>
      <Group gap="xs" className={classes.area}>
        {children.length > 0 ? (
          <Button
            variant="subtle"
            color="gray"
            c="var(--mantine-color-text)"
            size="compact-sm"
            px={4}
            aria-expanded={open}
            aria-label={t(open ? 'areas.collapse' : 'areas.expand', { name: area.name })}
            onClick={() => setOpened(!open)}
          >
            <Chevron size="1.1rem" aria-hidden />
          </Button>
        ) : (
          <span className={classes.leaf} />
        )}
        <Text fw={depth < 2 ? 600 : 400}>{area.name}</Text>
        <Text size="sm" c="dimmed">
          {t(`areas.level.${area.level}`)} {area.code}
        </Text>
        {area.active ? null : (
          <Badge color="gray" c="var(--mantine-color-text)">
            {t('areas.retired')}
          </Badge>
        )}
        {mayEdit ? (
          <Group gap={4} ml="auto" wrap="nowrap">
            {childLevel ? (
              <Button
                size="compact-sm"
                variant="subtle"
                leftSection={<IconPlus size="1rem" aria-hidden />}
                aria-label={t('areas.add', { name: area.name })}
                onClick={() => onEdit({ parent: area, level: childLevel })}
              >
                {t(`areas.level.${childLevel}`)}
              </Button>
            ) : null}
            {area.parentId === null ? null : (
              <Button
                size="compact-sm"
                variant="subtle"
                leftSection={<IconPencil size="1rem" aria-hidden />}
                aria-label={t('areas.edit', { name: area.name })}
                onClick={() => onEdit({ area, level: area.level })}
              >
                {t('common:action.edit')}
              </Button>
            )}
          </Group>
        ) : null}
      </Group>
      {open && children.length > 0 ? (
        <ul className={classes.tree}>
          {children.map((child) => (
            <Branch
              key={child.id}
              area={child}
              childrenOf={childrenOf}
              found={found}
              onEdit={onEdit}
              depth={depth + 1}
            />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

function withAncestors(areas: readonly Area[], matches: (area: Area) => boolean): Set<string> {
  const byId = new Map(areas.map((area) => [area.id, area]));
  const found = new Set<string>();
  for (const area of areas.filter(matches)) {
    for (
      let at: Area | undefined = area;
      at && !found.has(at.id);
      at = at.parentId ? byId.get(at.parentId) : undefined
    )
      found.add(at.id);
  }
  return found;
}
