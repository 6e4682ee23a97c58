import { randomUUID } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import { launchDesk, type Desk } from './support/desk.ts';
import { expectAccessible, expectNoOverflow, takePicture } from './support/looks.ts';
import { administrator, box, fill, pressButton } from './support/main-line.ts';
import { resizePage } from './support/native.ts';

/*
 * The special lines in the real window: a medical case that needs its insurer, and thirty owners of one property firm
 * from pasted cells to issued agreements.
 */
let desk: Desk;
let userId = '';

test.beforeAll(async () => {
  desk = await launchDesk();
  await resizePage(desk, 1280, 720);
  // A committee in Ningbo, where the amounts of medical disputes are confirmed.
  await ask('people.initialise', {
    committee: { name: '某街道人民调解委员会', mark: '甬', region: '330203' },
    administrator: {
      username: administrator.username,
      displayName: '主任',
      password: administrator.password,
    },
  });
  await desk.page.reload();
  await signIn(desk.page);
  const status = await ask<{ session: { user: { id: string } } }>('people.readStatus', {});
  userId = status.session.user.id;
});
test.afterAll(() => desk.close());

test('a medical case: the remark on the insurer comes with the amount and goes when the insurer is entered', async ({}, testInfo) => {
  test.setTimeout(180_000);
  const { page } = desk;
  const parties = [
    { id: randomUUID(), role: 'applicant', name: '患者甲' },
    {
      id: randomUUID(),
      role: 'respondent',
      kind: 'organisation',
      name: '某医院',
      legalRepresentative: '院长',
    },
  ];
  const { id } = await ask<{ id: string }>('mediation.registerCase', {
    case: {
      title: '患者甲与某医院医疗纠纷',
      disputeType: 'medical',
      source: 'writtenApplication',
      appliedOn: '2026-01-05',
      facts: '术后感染，双方对赔偿有争议。',
      claimedFen: 5_000_000,
      parties,
    },
  });
  await ask('mediation.acceptCase', {
    id,
    version: 1,
    acceptedOn: '2026-01-06',
    rightsNotifiedOn: '2026-01-06',
    consents: parties.map((party) => ({ partyId: party.id, consents: true })),
    mediators: [{ userId, lead: true, chosenBy: 'parties' }],
  });
  await goTo(page, `#/case?id=${id}`);
  const remark = page.getByRole('region', { name: '检查结果' }).getByText('应当通知保险机构参加');
  await expect(remark).toBeVisible();
  await takePicture(page, testInfo, 'medical-remark');

  const panel = page.getByRole('region', { name: '医疗纠纷', exact: true });
  await panel.scrollIntoViewIfNeeded();
  await panel.getByRole('button', { name: '医疗资料' }).click();
  const dialog = page.getByRole('dialog');
  await fill(page, box(dialog, '医疗机构'), '某医院');
  await fill(page, box(dialog, '保险机构'), '某财产保险公司');
  await fill(page, box(dialog, '协议金额（元）'), '50000');
  await fill(page, box(dialog, '其中保险（元）'), '40000');
  await fill(page, box(dialog, '其中医院（元）'), '10000');
  await takePicture(page, testInfo, 'medical-dialog');
  await expectAccessible(page);
  await expectNoOverflow(page);
  await page.keyboard.press('Control+S');
  await expect(dialog).toBeHidden();
  await expect(panel).toContainText('¥50,000.00 = 保险 ¥40,000.00 + 医院 ¥10,000.00');
  await expect(remark).toBeHidden();

  await page.getByRole('button', { name: '按医疗协议金额生成付款条款' }).click();
  await expect(page.getByRole('group', { name: '第 2 条', exact: true })).toBeVisible();
  await takePicture(page, testInfo, 'medical-clauses');
  await expectAccessible(page);
  await expectNoOverflow(page);
  expect(desk.problems).toEqual([]);
});

test('thirty owners: pasted from a spreadsheet, checked, made into cases, issued and bound', async ({}, testInfo) => {
  test.setTimeout(300_000);
  const { page } = desk;
  await goTo(page, '#/batches');
  await takePicture(page, testInfo, 'batches-empty');
  await page.getByRole('button', { name: '新建批量案件' }).click();
  await fill(page, box(page, '批次名称'), '某小区2025年度物业费');
  await fill(page, box(page, '物业公司'), '某物业服务有限公司');
  await fill(page, box(page, '法定代表人'), '李某');
  const cells = Array.from({ length: 30 }, (_, index) =>
    [
      `${Math.floor(index / 10) + 1}-${101 + (index % 10)}`,
      `业主${index + 1}`,
      '13812345678',
      '89.5',
      '1.85',
      '2025-01-01',
      '2025-12-31',
      '12',
      '',
      '',
      index === 4 ? '1' : '1986.90',
    ].join('\t'),
  );
  await box(page, '第 1 行 房号').focus();
  await paste(page, ['房号\t业主\t联系方式\t面积\t单价', ...cells].join('\n'));
  await expect(page.getByText('可计算 30 户，应付合计 ¥59,607.00')).toBeVisible();
  // One figure of the firm is wrong, and the line says so.
  await expect(page.getByText('第 5 行单位报数 ¥1.00，按公式应付 ¥1,986.90。')).toBeVisible();
  await takePicture(page, testInfo, 'batch-sheet');
  await expectAccessible(page);
  await expectNoOverflow(page);

  // Without a date of payment no agreement could be issued: said now, not after thirty cases have been made.
  const template = page.getByRole('group', { name: '第 1 条', exact: true });
  await expect(page.getByText('模板第 1 条付款没有履行期限。')).toBeVisible();
  await fill(page, box(template, '履行日期'), '2099-12-31');
  await page.keyboard.press('Tab');
  await expect(page.getByText('模板第 1 条付款没有履行期限。')).toBeHidden();

  await pressButton(page, page.getByRole('button', { name: '保存批次' }));
  await expect(page.getByRole('heading', { level: 1, name: '某小区2025年度物业费' })).toBeVisible();
  await page.getByRole('button', { name: '生成案件' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('已逐户询问').check();
  await takePicture(page, testInfo, 'batch-open');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: '生成并受理 30 件' }).click();
  await expect(page.getByText('案件已全部生成。')).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText('协议书已出具 0 / 30 份')).toBeVisible();
  await page.getByRole('button', { name: '批量出具协议书' }).click();
  await expect(page.getByText('协议书已出具 30 / 30 份')).toBeVisible({ timeout: 120_000 });
  await page.getByRole('button', { name: '合并打印协议书' }).click();
  await expect(page.getByText('合并的协议书已存入文书')).toBeVisible({ timeout: 120_000 });
  await expect(page.getByRole('button', { name: '打印', exact: true })).toBeVisible();
  await takePicture(page, testInfo, 'batch-issued');
  await expectAccessible(page);
  await expectNoOverflow(page);
  expect(desk.problems).toEqual([]);
});

test('a batch that was stopped goes on where it stopped; payment in parts', async ({}, testInfo) => {
  test.setTimeout(300_000);
  const { page } = desk;
  const rows = Array.from({ length: 60 }, (_, index) => ({
    id: randomUUID(),
    room: `${Math.floor(index / 10) + 1}-${101 + (index % 10)}`,
    owner: `业主${index + 1}`,
    areaCenti: 8_950,
    rateFen: 185,
    months: 12,
  }));
  const { id } = await ask<{ id: string }>('mediation.saveBatch', {
    batch: {
      name: '另一小区物业费',
      appliedOn: '2026-01-05',
      firm: { kind: 'organisation', name: '某物业服务有限公司', legalRepresentative: '李某' },
      template: {
        title: '{业主}物业费纠纷',
        facts: '{业主}系{房号}业主，物业费{费用}元未交。',
        issues: '物业费数额',
        clauses: [{ kind: 'payment', text: '{房号}物业服务费', amount: 'due', manner: '银行转账' }],
      },
      rows,
    },
  });
  await goTo(page, `#/batch?id=${id}`);
  const clause = page.getByRole('group', { name: '第 1 条', exact: true });
  for (const [n, percent, on] of [
    [1, '40', '2099-06-30'],
    [2, '60', '2099-12-31'],
  ] as const) {
    // Seven hundred cells of the sheet lie before it.
    await clause.getByRole('button', { name: '添加一期' }).focus();
    await page.keyboard.press('Enter');
    const part = clause.getByRole('group', { name: `第 ${n} 期`, exact: true });
    await fill(page, box(part, '比例（%）'), percent);
    await fill(page, box(part, '履行日期'), on);
    await page.keyboard.press('Tab');
  }
  await takePicture(page, testInfo, 'batch-instalments');
  await expectAccessible(page);
  await expectNoOverflow(page);
  await page.getByRole('button', { name: '生成案件' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('已逐户询问').check();
  await dialog.getByRole('button', { name: '生成并受理 60 件' }).click();
  await page.getByRole('button', { name: '停止', exact: true }).click();
  await expect(page.getByText('已停止。已生成的案件保留')).toBeVisible({ timeout: 60_000 });
  const goOn = page.getByRole('button', { name: /^继续生成其余 \d+ 件$/ });
  await takePicture(page, testInfo, 'batch-stopped');
  await expectAccessible(page);
  await goOn.click();
  await dialog.getByLabel('已逐户询问').check();
  await dialog.getByRole('button', { name: /^生成并受理 \d+ 件$/ }).click();
  await expect(page.getByText('案件已全部生成。')).toBeVisible({ timeout: 120_000 });
  await expect(goOn).toBeHidden();
  expect(desk.problems).toEqual([]);
});

test('an amount that is emptied in the calculator is asked for beside its field, and nothing typed is lost', async ({}, testInfo) => {
  test.setTimeout(180_000);
  const { page } = desk;
  await ask('mediation.saveFigures', {
    figures: {
      region: '3302',
      year: 2025,
      urbanIncomeFen: 7_000_000,
      urbanConsumptionFen: 4_500_000,
      monthlyWageFen: 900_000,
      source: '统计公报',
      validFrom: '2025-01-01',
    },
  });
  const { id } = await ask<{ id: string }>('mediation.registerCase', {
    case: {
      title: '两车相撞',
      disputeType: 'traffic',
      source: 'writtenApplication',
      appliedOn: '2026-01-05',
      facts: '双方有争议。',
      parties: [
        { id: randomUUID(), role: 'applicant', name: '甲某' },
        { id: randomUUID(), role: 'respondent', name: '乙某' },
      ],
    },
  });
  await goTo(page, `#/case?id=${id}`);
  await page.getByRole('button', { name: '赔偿计算', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await fill(page, box(dialog, '年龄（周岁）'), '40');
  await fill(page, box(dialog, '医疗费'), '12000');
  await fill(page, box(dialog, '交通费'), '300');
  const sheet = dialog.getByRole('table', { name: '计算结果' });
  await expect(sheet).toContainText('¥12,300.00');
  await fill(page, box(dialog, '医疗费'), '');
  await page.keyboard.press('Control+S');
  await expect(box(dialog, '医疗费')).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.getByText('请填写')).toBeVisible();
  await expect(box(dialog, '交通费')).toHaveValue('¥300.00');
  await expect(box(dialog, '年龄（周岁）')).toHaveValue('40');
  await takePicture(page, testInfo, 'compensation-emptied');
  await expectAccessible(page);
  await fill(page, box(dialog, '医疗费'), '0');
  await page.keyboard.press('Control+S');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('region', { name: '道路交通事故', exact: true })).toContainText('¥300.00');
  expect(desk.problems).toEqual([]);
});

test('the other forms of the lines look right', async ({}, testInfo) => {
  test.setTimeout(180_000);
  const { page } = desk;
  for (const [type, buttons] of [
    ['traffic', ['事故与保险', '赔偿计算', '联合调解单位']],
    ['migrantWages', ['工资表']],
    ['property', ['物业费计算']],
  ] as const) {
    const { id } = await ask<{ id: string }>('mediation.registerCase', {
      case: {
        title: '测试案件',
        disputeType: type,
        source: 'writtenApplication',
        appliedOn: '2026-01-05',
        facts: '双方有争议。',
        parties: [
          { id: randomUUID(), role: 'applicant', name: '甲某' },
          { id: randomUUID(), role: 'respondent', name: '乙某' },
        ],
      },
    });
    await goTo(page, `#/case?id=${id}`);
    for (const name of buttons) {
      await page.getByRole('button', { name, exact: true }).click();
      await expect(page.getByRole('dialog').getByRole('heading', { name }).first()).toBeVisible();
      await takePicture(page, testInfo, `line-${type}-${buttons.indexOf(name as never)}`);
      await expectAccessible(page);
      await expectNoOverflow(page);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
    }
  }
  await goTo(page, '#/covenant?id=new');
  await fill(page, box(page, '事由'), '楼道公共空间使用');
  await takePicture(page, testInfo, 'covenant-new');
  await expectAccessible(page);
  await expectNoOverflow(page);
  await goTo(page, '#/covenants');
  await expectAccessible(page);
  await expectNoOverflow(page);
  expect(desk.problems).toEqual([]);
});

async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => void (window.location.hash = to), hash);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

/** What Ctrl+V brings from a spreadsheet. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((cells) => {
    const data = new DataTransfer();
    data.setData('text/plain', cells);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
}

async function signIn(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const name = box(page, '用户名');
  if (await name.isVisible()) {
    await fill(page, name, administrator.username);
    await fill(page, box(page, '密码'), administrator.password);
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('heading', { level: 1 })).toContainText('工作台');
}

async function ask<T = unknown>(route: string, input: unknown): Promise<T> {
  return (await desk.page.evaluate(
    async ([name, body]) => {
      const answer = await window.api.call(name as never, body, crypto.randomUUID());
      if (!answer.ok) throw new Error(JSON.stringify(answer.error));
      return answer.value;
    },
    [route, input] as const,
  )) as T;
}
