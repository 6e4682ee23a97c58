/** One sentence for every code of `contract/errors.ts`: what happened, and what to do. */
export const errors = {
  route: {
    unknown: '程序没有这项功能，可能版本不一致，请重新启动程序。',
    forbiddenSender: '请求来自不可信的窗口，已拒绝。',
  },
  input: { invalid: '填写的内容有误，请按标出的提示修改。' },
  session: {
    required: '请先登录。',
    locked: '工作台已锁定，请先解锁。',
    roleMissing: '您的账号没有这项权限，请联系管理员。',
    wrongPassword: '用户名或密码不正确。',
    tooManyAttempts: '密码错误次数过多，请稍等几分钟再试。',
    accountInactive: '该账号已停用，请联系管理员。',
  },
  setup: { alreadyDone: '本机已经完成首次设置，请直接登录。', required: '请先完成首次设置。' },
  command: { idRequired: '请求缺少编号，请重试。', idReused: '内容已改变，请再提交一次。' },
  record: {
    notFound: '没有找到这条记录，可能已被移除。',
    stale: '这条记录刚被别人修改过，请刷新后再改。您输入的内容仍保留在草稿中。',
    duplicate: '已有相同的记录。',
    inUse: '这条记录正在被使用，不能移除。',
  },
  case: {
    stageForbids: '案件当前所处阶段不能做这一步。',
    stageReason: {
      notAccepted: '案件还没有受理，不能做这一步。',
      alreadyAccepted: '案件已经受理过了。',
      noAgreementIssued: '还没有出具协议书，不能做这一步。',
      agreementIssued: '协议书已经出具，不能再做这一步。',
      notInEffect: '协议还没有生效，不能做这一步。',
      inEffect: '协议已经生效，不能做这一步。',
      over: '案件已经结束，不能做这一步。',
    },
    consentMissing: '有当事人未同意调解。根据人民调解法，一方明确拒绝的，不得调解。',
    mediatorMissing: '请至少指定一名调解员。',
    numberTaken: '该案号已被使用，请核对后重填。',
  },
  agreement: {
    hasErrors: '协议书还有错误，请先按检查结果修改。',
    alreadyIssued: '协议书已经出具，不能再改。',
    notIssued: '请先出具协议书。',
  },
  sheet: { stageForbids: '签到表当前状态不能做这一步。', hasErrors: '签到表还有错误，请先修改标出的行。' },
  member: { numberTaken: '该志愿者编号已被使用。', inactive: '该成员不是在册状态。' },
  ledger: {
    insufficientBalance: '时间币余额不足。',
    alreadyReversed: '这笔记录已经冲正过。',
    isReversal: '冲正记录不能再冲正。',
  },
  period: { notBegun: '这个月还没有开始，不能出具对账单。' },
  document: {
    missingGlyphs: '以下文字没有可用的字形，无法打印：{{characters}}。请核对或换用其他写法。',
    tampered: '这份文书与登记的内容不符，可能被改动过，请联系管理员。',
  },
  job: { notRunning: '这项任务已经结束。' },
  dialog: { unavailable: '系统对话框无法打开。' },
  database: {
    busy: '数据正忙，请稍后再试。',
    full: '磁盘空间不足，没有保存。请清理磁盘后重试，输入的内容仍在。',
  },
  internal: '出了意外的问题（编号 {{ref}}），请把编号告诉管理员。',
};
