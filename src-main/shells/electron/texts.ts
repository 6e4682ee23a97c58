/** Everything native that a person reads (menu, dialogs); the page has its own texts in src-renderer/i18n. */
export const texts = {
  name: '枫桥工作台',
  menu: {
    file: '文件',
    close: '关闭窗口',
    quit: '退出',
    edit: '编辑',
    undo: '撤销',
    redo: '重做',
    cut: '剪切',
    copy: '复制',
    paste: '粘贴',
    pasteAsText: '粘贴为纯文本',
    remove: '删除',
    selectAll: '全选',
    view: '查看',
    zoomIn: '放大',
    zoomOut: '缩小',
    zoomReset: '实际大小（100%）',
    fullScreen: '全屏',
    reload: '重新载入（开发）',
    developerTools: '开发者工具（开发）',
    window: '窗口',
    minimise: '最小化',
    help: '帮助',
    about: '关于枫桥工作台',
  },
  about: (version: string) => `枫桥工作台 Fengqiao Desk ${version}\n本程序不连接网络，数据只保存在本机。`,
  ok: '确定',
  quit: '退出程序',
  printFailed: '没有打印。请检查打印机是否已安装并打开；也可以先“另存为”PDF 再打印。',
  saveFailed: '文件没有保存。请换一个文件夹，或检查磁盘是否已满。',
  openFailed: '系统没有可以打开这个文件的程序。请用“另存为”保存后再打开。',
  windowGone: {
    message: '窗口意外停止了。',
    detail: '已保存的内容都在。重新打开窗口后可以继续工作，正在填写的表单会从草稿恢复。',
    reopen: '重新打开窗口',
  },
  unresponsive: {
    message: '窗口暂时没有响应。',
    detail: '可以再等一会儿。重新打开窗口不会影响已保存的内容。',
    wait: '继续等待',
    reopen: '重新打开窗口',
  },
  startFailed: {
    title: '枫桥工作台无法启动',
    busy: (folder: string) =>
      `数据文件夹正被另一个程序使用：\n${folder}\n\n请先关闭另一个枫桥工作台（或正在运行的命令行程序），再重新启动。`,
    newer: (folder: string) =>
      `数据是由更新版本的枫桥工作台写入的：\n${folder}\n\n请安装新版本后再打开，以免损坏数据。`,
    foreign: (folder: string) =>
      `这个文件夹里的数据文件不是枫桥工作台的：\n${folder}\n\n程序没有改动它。请检查数据文件夹是否选对。`,
    damaged: (folder: string) =>
      `数据文件无法读取，可能已损坏：\n${folder}\n\n程序没有改动它。请先复制整个文件夹保存，再从备份恢复。`,
    other: (folder: string, reason: string) =>
      `打开数据文件夹时出错：\n${folder}\n\n${reason}\n\n数据没有被改动。请检查文件夹是否可以读写、磁盘是否已满，然后重新启动。`,
  },
  broken: {
    title: '枫桥工作台出现意外错误',
    detail: (ref: string) => `程序将关闭，已保存的内容都在。请重新启动。\n错误编号：${ref}`,
  },
} as const;
