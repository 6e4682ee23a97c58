import { useState } from 'react';
import {
  ActionIcon,
  Box,
  Burger,
  Button,
  Group,
  Kbd,
  Menu,
  Popover,
  Select,
  Stack,
  Switch,
  Text,
  UnstyledButton,
} from '@mantine/core';
import {
  IconKey,
  IconKeyboard,
  IconLanguage,
  IconLock,
  IconLogout,
  IconSearch,
  IconTextSize,
  IconUserCircle,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../bridge/session.tsx';
import { ChangePasswordDialog } from '../features/people/ChangePasswordDialog.tsx';
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx';
import { Mark } from '../ui/Mark.tsx';
import { openPalette } from './CommandPalette.tsx';
import classes from './Header.module.css';
import { setPreferences, textScales, usePreferences } from './preferences.ts';

interface HeaderProps {
  compact: boolean;
  navigationOpen: boolean;
  onToggleNavigation(): void;
  onLock(): void;
  onHelp(): void;
  onSignOut(): void;
}

export function Header({
  compact,
  navigationOpen,
  onToggleNavigation,
  onLock,
  onHelp,
  onSignOut,
}: HeaderProps) {
  const { t } = useTranslation('frame');
  const { committee } = useSession();
  return (
    <Group h="100%" px="md" gap="sm" wrap="nowrap" justify="space-between">
      <Group gap="sm" wrap="nowrap" miw={0}>
        {compact ? (
          <Burger
            opened={navigationOpen}
            onClick={onToggleNavigation}
            size="sm"
            aria-label={navigationOpen ? t('nav.close') : t('nav.open')}
            aria-expanded={navigationOpen}
          />
        ) : null}
        <Mark size={32} />
        {compact ? null : (
          <Box miw={0}>
            <Text fw={700} lh={1.2}>
              {t('common:program')}
            </Text>
            <Text size="xs" c="dimmed" lh={1.2} truncate title={committee?.name}>
              {committee?.name}
            </Text>
          </Box>
        )}
      </Group>
      <Group gap={4} wrap="nowrap">
        <UnstyledButton className={classes.search} onClick={openPalette} aria-label={t('header.search')}>
          <IconSearch size="1.1rem" aria-hidden />
          {compact ? null : <span className={classes.searchText}>{t('header.search')}</span>}
          {compact ? null : <Kbd size="xs">Ctrl+K</Kbd>}
        </UnstyledButton>
        <DisplayMenu />
        <LanguageMenu />
        <UserMenu compact={compact} onLock={onLock} onHelp={onHelp} onSignOut={onSignOut} />
      </Group>
    </Group>
  );
}

function DisplayMenu() {
  const { t } = useTranslation('frame');
  const { textScale, highContrast } = usePreferences();
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon size="lg" color="gray" c="var(--mantine-color-text)" aria-label={t('header.display')}>
          <IconTextSize size="1.3rem" aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('header.display')}>
        <Stack gap="sm">
          <Select
            label={t('header.textSize')}
            value={String(textScale)}
            onChange={(value) => setPreferences({ textScale: Number(value) })}
            data={textScales.map((scale) => ({ value: String(scale), label: `${scale}%` }))}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
          />
          <Switch
            label={t('header.highContrast')}
            checked={highContrast}
            onChange={(event) => setPreferences({ highContrast: event.currentTarget.checked })}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function LanguageMenu() {
  const { t } = useTranslation('frame');
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon size="lg" color="gray" c="var(--mantine-color-text)" aria-label={t('header.language')}>
          <IconLanguage size="1.3rem" aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('header.language')}>
        <LanguageSwitch />
      </Popover.Dropdown>
    </Popover>
  );
}

function UserMenu({
  compact,
  onLock,
  onHelp,
  onSignOut,
}: Pick<HeaderProps, 'compact' | 'onLock' | 'onHelp' | 'onSignOut'>) {
  const { t } = useTranslation('frame');
  const { user } = useSession();
  const [changing, setChanging] = useState(false);
  const name = user?.displayName ?? '';
  return (
    <>
      <Menu position="bottom-end" shadow="md" width="14rem">
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            c="var(--mantine-color-text)"
            px="xs"
            leftSection={<IconUserCircle size="1.3rem" aria-hidden />}
            aria-label={t('header.account', { name })}
            classNames={{ label: classes.userName ?? '' }}
          >
            {compact ? '' : name}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{(user?.roles ?? []).map((role) => t(`people:role.${role}`)).join('、')}</Menu.Label>
          <Menu.Item
            leftSection={<IconKeyboard size="1.1rem" aria-hidden />}
            rightSection={<Kbd size="xs">F1</Kbd>}
            onClick={onHelp}
          >
            {t('shortcuts.title')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconLock size="1.1rem" aria-hidden />}
            rightSection={<Kbd size="xs">Ctrl+L</Kbd>}
            onClick={onLock}
          >
            {t('header.lock')}
          </Menu.Item>
          <Menu.Item leftSection={<IconKey size="1.1rem" aria-hidden />} onClick={() => setChanging(true)}>
            {t('header.changePassword')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size="1.1rem" aria-hidden />} onClick={onSignOut}>
            {t('header.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ChangePasswordDialog opened={changing} onClose={() => setChanging(false)} />
    </>
  );
}
