<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Counterproof</source>
        <translation>关于 Counterproof</translation>
    </message>
    <message>
        <source>from a working copy</source>
        <translation>（来自工作副本）</translation>
    </message>
    <message>
        <source>Lays an editable form beside a source report: people confirm or correct what a machine read, a second person approves, and every released value can be traced to the passage that proves it.</source>
        <translation>把可编辑的表单放在原始报告旁边：由人确认或更正机器读出的内容，由第二个人批准；发布的每个数值都能追溯到证明它的原文。</translation>
    </message>
    <message>
        <source>Works offline. Licence: Apache 2.0. Qt {version}.</source>
        <translation>可离线使用。许可证：Apache 2.0。Qt {version}。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Adding</name>
    <message>
        <source>This project is read-only: no report can be added.</source>
        <translation>此项目为只读，不能添加报告。</translation>
    </message>
    <message>
        <source>{name}: no report in this folder.</source>
        <translation>{name}：此文件夹中没有报告。</translation>
    </message>
    <message>
        <source>{name} is in this project already.</source>
        <translation>{name} 已在此项目中。</translation>
    </message>
    <message>
        <source>{name} is another file of “{work}” and was added to it.</source>
        <translation>{name} 是“{work}”的另一份文件，已归入其中。</translation>
    </message>
    <message>
        <source>{name}: {number} new suggestions.</source>
        <translation>{name}：{number} 条新建议。</translation>
    </message>
    <message>
        <source>{name}: 1 new suggestion.</source>
        <translation>{name}：1 条新建议。</translation>
    </message>
    <message>
        <source>{name}: the machine finds nothing that was not suggested before.</source>
        <translation>{name}：机器没有发现此前未建议过的内容。</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>suggesting</source>
        <translation>正在生成建议</translation>
    </message>
    <message>
        <source>reading pictures</source>
        <translation>正在识别图片</translation>
    </message>
    <message>
        <source>saving</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>正在开始</translation>
    </message>
</context>
<context>
    <name>Arrow</name>
    <message>
        <source>Show the choices (Down)</source>
        <translation>显示选项（↓）</translation>
    </message>
    <message>
        <source>Show the choices</source>
        <translation>显示选项</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>Return with a question</source>
        <translation>退回并提问</translation>
    </message>
    <message>
        <source>What should be looked at again? {record}</source>
        <translation>哪里需要再看一遍？{record}</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Say what is doubtful, so that it can be answered without asking back.</source>
        <translation>请写明疑问，使对方无需再问就能回答。</translation>
    </message>
    <message>
        <source>Accept what a check found</source>
        <translation>接受检查结果</translation>
    </message>
    <message>
        <source>Why is this right as it stands? {sentence}</source>
        <translation>为什么这样是对的？{sentence}</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>For example: so says the report itself, and where. The reviewer sees this; it is released with it.</source>
        <translation>例如：报告本身就是这样写的，在何处。审核人会看到理由，理由也会随数据发布。</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>Projects ({pattern})</source>
        <translation>项目 ({pattern})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>Add reports</source>
        <translation>添加报告</translation>
    </message>
    <message>
        <source>Reports ({pattern})</source>
        <translation>报告 ({pattern})</translation>
    </message>
    <message>
        <source>Add a folder of reports</source>
        <translation>添加一个文件夹的报告</translation>
    </message>
</context>
<context>
    <name>Caption</name>
    <message>
        <source>1 woman</source>
        <translation>1 名妇女</translation>
    </message>
    <message>
        <source>{number} women</source>
        <translation>{number} 名妇女</translation>
    </message>
    <message>
        <source>{names} and {number} more</source>
        <translation>{names}及另外 {number} 个</translation>
    </message>
</context>
<context>
    <name>CardFooter</name>
    <message>
        <source>More that can be done</source>
        <translation>更多操作</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Postpone</source>
        <translation>推迟</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Approve rejection</source>
        <translation>同意拒绝</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Confirm again</source>
        <translation>再次确认</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
</context>
<context>
    <name>CardHeader</name>
    <message>
        <source>text suspect</source>
        <translation>文字存疑</translation>
    </message>
    <message>
        <source>OCR, {0:.2f}</source>
        <translation>由图片识别，{0:.2f}</translation>
    </message>
    <message>
        <source>New {family}</source>
        <translation>新{family}</translation>
    </message>
    <message>
        <source>from the selected text</source>
        <translation>来自所选文字</translation>
    </message>
    <message>
        <source>page {page}</source>
        <translation>第 {page} 页</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>suggested</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>{word}, {0:.2f}</source>
        <translation>{word}，{0:.2f}</translation>
    </message>
    <message>
        <source>says an earlier one again</source>
        <translation>重复前文</translation>
    </message>
    <message>
        <source>{position} of {total}</source>
        <translation>{position} / {total}</translation>
    </message>
    <message>
        <source>{text} · why: {why}</source>
        <translation>{text} · 理由：{why}</translation>
    </message>
    <message>
        <source>{word} by {name}, {time}</source>
        <translation>{word}：{name}，{time}</translation>
    </message>
    <message>
        <source>{word} by {name}</source>
        <translation>{word}：{name}</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>{name}: click × or press Delete to remove</source>
        <translation>{name}：点击 × 或按 Delete 移除</translation>
    </message>
    <message>
        <source>{name}, remove with Delete</source>
        <translation>{name}，按 Delete 移除</translation>
    </message>
</context>
<context>
    <name>Claims</name>
    <message>
        <source>Rejected: no record</source>
        <translation>已拒绝：不是记录</translation>
    </message>
    <message>
        <source>Not a fact: {kind}</source>
        <translation>不是事实：{kind}</translation>
    </message>
    <message>
        <source>A failing check that was accepted</source>
        <translation>已接受的未通过检查</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>Passages that no record cites: {0}. Look at them, or say once more that nothing is missing.</source>
        <translation>有 {0} 处没有记录引用。请查看，或再次说明没有遗漏。</translation>
    </message>
    <message>
        <source>Show what is left out</source>
        <translation>显示遗漏内容</translation>
    </message>
    <message>
        <source>The report is complete; a second person can sign it off.</source>
        <translation>报告已完成，可由第二个人签核。</translation>
    </message>
    <message>
        <source>The report is signed off for the next release.</source>
        <translation>报告已签核，可用于下一次发布。</translation>
    </message>
    <message>
        <source>The report is open again.</source>
        <translation>报告已重新打开。</translation>
    </message>
    <message>
        <source>the new record</source>
        <translation>新记录</translation>
    </message>
    <message>
        <source>Typed, but not saved yet: {names}. Save it, or discard it, first.</source>
        <translation>已输入但尚未保存：{names}。请先保存或放弃。</translation>
    </message>
    <message>
        <source>Failing checks hold the release back: {number}.</source>
        <translation>有 {number} 项检查未通过，在处理之前无法发布。</translation>
    </message>
    <message>
        <source>This opened the report again: it must be completed and signed off anew.</source>
        <translation>报告因此重新打开：须重新完成并签核。</translation>
    </message>
    <message>
        <source>{names} and {number} more</source>
        <translation>{names}及另外 {number} 个</translation>
    </message>
    <message>
        <source>{why} Left: {names}.</source>
        <translation>{why}剩余：{names}。</translation>
    </message>
    <message>
        <source>Show the first</source>
        <translation>显示第一条</translation>
    </message>
</context>
<context>
    <name>CompactChoice</name>
    <message>
        <source>“{text}” is not one of the choices.</source>
        <translation>“{text}”不在选项之中。</translation>
    </message>
</context>
<context>
    <name>ContentsPane</name>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>No headings were found in this report.</source>
        <translation>本报告中未找到标题。</translation>
    </message>
    <message>
        <source>{title} (page {page})</source>
        <translation>{title}（第 {page} 页）</translation>
    </message>
</context>
<context>
    <name>CountriesEditor</name>
    <message>
        <source>No country is called “{text}”.</source>
        <translation>没有名为“{text}”的国家。</translation>
    </message>
</context>
<context>
    <name>CountryEditor</name>
    <message>
        <source>No country is called “{text}”.</source>
        <translation>没有名为“{text}”的国家。</translation>
    </message>
</context>
<context>
    <name>CoverageLane</name>
    <message>
        <source>What of each page records cite</source>
        <translation>每页有哪些内容被记录引用</translation>
    </message>
    <message>
        <source>Page {0}: nothing to cite was found.</source>
        <translation>第 {0} 页：没有可引用的内容。</translation>
    </message>
    <message>
        <source>Page {0}: 1 passage is cited by no record.</source>
        <translation>第 {0} 页：有 1 处没有记录引用。</translation>
    </message>
    <message>
        <source>Page {0}: {1} numbers, dates or names are cited by no record.</source>
        <translation>第 {0} 页：有 {1} 个数字、日期或名称没有记录引用。</translation>
    </message>
    <message>
        <source>Page {0}: all is cited or dismissed.</source>
        <translation>第 {0} 页：都已引用或说明不是事实。</translation>
    </message>
    <message>
        <source>Cited: {0}, dismissed: {1}.</source>
        <translation>已引用：{0}；不是事实：{1}。</translation>
    </message>
</context>
<context>
    <name>DateEditor</name>
    <message>
        <source>Not a date. Type YYYY, YYYY-MM or YYYY-MM-DD.</source>
        <translation>不是日期。请输入 YYYY、YYYY-MM 或 YYYY-MM-DD。</translation>
    </message>
</context>
<context>
    <name>Deciding</name>
    <message>
        <source>Look at “{field}” first.</source>
        <translation>请先查看“{field}”。</translation>
    </message>
    <message>
        <source>Select the passage in the report first.</source>
        <translation>请先在报告中选中一段文字。</translation>
    </message>
    <message>
        <source>You change what you review</source>
        <translation>您更改了正在审核的内容</translation>
    </message>
    <message>
        <source>Correct it yourself?</source>
        <translation>要自己更正吗？</translation>
    </message>
    <message>
        <source>Then the record is yours, and somebody else must approve it. To leave it with its clerk, return it with a question instead.</source>
        <translation>那么这条记录就归您负责，须由其他人批准。如果要留给原来的人处理，请改为退回并提问。</translation>
    </message>
    <message>
        <source>Correct it</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>The report is signed off</source>
        <translation>报告已签核</translation>
    </message>
    <message>
        <source>Change it all the same?</source>
        <translation>仍要更改吗？</translation>
    </message>
    <message>
        <source>That opens the report again: the record must be approved, and the report signed off, anew.</source>
        <translation>这会重新打开报告：记录须重新批准，报告须重新签核。</translation>
    </message>
    <message>
        <source>Open it again</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Nothing is filled in yet. Say what it is, or leave it with Esc.</source>
        <translation>尚未填写内容。请说明是什么，或按 Esc 离开。</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>EncodingDialog</name>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>It is not sure how {name} is to be read.</source>
        <translation>无法确定 {name} 的编码。</translation>
    </message>
    <message>
        <source>Choose the line in which the text reads well.</source>
        <translation>请选择文字显示正常的一项。</translation>
    </message>
    <message>
        <source>How the text begins</source>
        <translation>文字开头</translation>
    </message>
    <message>
        <source>Read it so</source>
        <translation>按此读取</translation>
    </message>
    <message>
        <source>Chinese, simplified</source>
        <translation>简体中文</translation>
    </message>
    <message>
        <source>Chinese, traditional</source>
        <translation>繁体中文</translation>
    </message>
    <message>
        <source>Western European</source>
        <translation>西欧</translation>
    </message>
    <message>
        <source>Central European</source>
        <translation>中欧</translation>
    </message>
    <message>
        <source>Cyrillic</source>
        <translation>西里尔文</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>土耳其文</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>希伯来文</translation>
    </message>
    <message>
        <source>Baltic</source>
        <translation>波罗的海语</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>阿拉伯文</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>希腊文</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>日文</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>韩文</translation>
    </message>
    <message>
        <source>Unicode</source>
        <translation>Unicode</translation>
    </message>
</context>
<context>
    <name>EntryModel</name>
    <message>
        <source>{text}, odd</source>
        <translation>{text}，已标出</translation>
    </message>
</context>
<context>
    <name>FieldEditor</name>
    <message>
        <source>stated</source>
        <translation>已说明</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>无法辨认</translation>
    </message>
    <message>
        <source>not applicable</source>
        <translation>不适用</translation>
    </message>
    <message>
        <source>not looked at</source>
        <translation>未查看</translation>
    </message>
    <message>
        <source>Take back the change</source>
        <translation>撤回更改</translation>
    </message>
</context>
<context>
    <name>FieldNotes</name>
    <message>
        <source>Open again</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Say that this is not to be accepted after all</source>
        <translation>表示这一点还是不能接受</translation>
    </message>
    <message>
        <source>Accept…</source>
        <translation>接受…</translation>
    </message>
    <message>
        <source>Say that the report has it so, and why (Ctrl+Shift+A)</source>
        <translation>表示报告就是如此，并说明理由（Ctrl+Shift+A）</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Take the machine&apos;s value again</source>
        <translation>恢复机器读出的值</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Needs me</source>
        <translation>待我处理</translation>
    </message>
    <message>
        <source>Only what you must do something with</source>
        <translation>只显示需要您处理的</translation>
    </message>
    <message>
        <source>Failing</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>Only what a check finds wrong</source>
        <translation>只显示检查发现有误的</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>存疑</translation>
    </message>
    <message>
        <source>Only what the machine is unsure of</source>
        <translation>只显示机器没有把握的</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Fold what is said again under where it is said first</source>
        <translation>把重复的内容折叠到首次出现之处</translation>
    </message>
    <message>
        <source>Only {family}</source>
        <translation>只显示{family}</translation>
    </message>
    <message>
        <source>What the report says and no record cites</source>
        <translation>报告中说到而没有记录引用的内容</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>遗漏</translation>
    </message>
    <message>
        <source>Any state</source>
        <translation>任何状态</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>More filters</source>
        <translation>更多筛选条件</translation>
    </message>
</context>
<context>
    <name>FormInHand</name>
    <message>
        <source>“{text}” can&apos;t be read as this field&apos;s value.</source>
        <translation>“{text}”无法作为此字段的值。</translation>
    </message>
</context>
<context>
    <name>GroupSheet</name>
    <message>
        <source>Like values</source>
        <translation>同类数值</translation>
    </message>
    <message>
        <source>Mark what its passage does not say, then confirm the others.</source>
        <translation>标出与原文不符的，再确认其余。</translation>
    </message>
    <message>
        <source>Looking for like values…</source>
        <translation>正在查找同类数值…</translation>
    </message>
    <message>
        <source>No value waits for you here that a passage proves.</source>
        <translation>这里没有待您核对且有原文可证的值。</translation>
    </message>
    <message>
        <source>The picture of this page is still being drawn.</source>
        <translation>这一页的图像还在绘制。</translation>
    </message>
    <message>
        <source>Like values together</source>
        <translation>同类数值</translation>
    </message>
    <message>
        <source>By value</source>
        <translation>按数值</translation>
    </message>
    <message>
        <source>The oddest first</source>
        <translation>最异常的在前</translation>
    </message>
    <message>
        <source>As in the report</source>
        <translation>按报告顺序</translation>
    </message>
    <message>
        <source>Order the values otherwise</source>
        <translation>换一种排序</translation>
    </message>
    <message>
        <source>Odd one</source>
        <translation>不对</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Confirm the other {number}</source>
        <translation>确认其余 {number} 个</translation>
    </message>
    <message>
        <source>Confirm all {number}</source>
        <translation>全部确认（{number}）</translation>
    </message>
    <message>
        <source>{seen} of {total} were on screen</source>
        <translation>已显示 {seen} / {total}</translation>
    </message>
    <message>
        <source>{number} odd</source>
        <translation>标出 {number} 个</translation>
    </message>
</context>
<context>
    <name>Grouping</name>
    <message>
        <source>1 value is checked.</source>
        <translation>已核对 1 个值。</translation>
    </message>
    <message>
        <source>{number} values are checked.</source>
        <translation>已核对 {number} 个值。</translation>
    </message>
    <message>
        <source>1 record is settled by it.</source>
        <translation>由此定下 1 条记录。</translation>
    </message>
    <message>
        <source>{settled} records are settled by it.</source>
        <translation>由此定下 {settled} 条记录。</translation>
    </message>
    <message>
        <source>The odd ones come when you close the sheet.</source>
        <translation>关闭此页后处理标出的。</translation>
    </message>
    <message>
        <source>p. {page}</source>
        <translation>第 {page} 页</translation>
    </message>
    <message>
        <source>Unsure ({confidence})</source>
        <translation>存疑（{confidence}）</translation>
    </message>
    <message>
        <source>You marked this as odd in the group check.</source>
        <translation>您在一并核对时标出了这一项。</translation>
    </message>
</context>
<context>
    <name>HintButton</name>
    <message>
        <source>Say that the report does not state it</source>
        <translation>表示报告没有说明</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未说明</translation>
    </message>
</context>
<context>
    <name>HitDelegate</name>
    <message>
        <source>page {0}</source>
        <translation>第 {0} 页</translation>
    </message>
</context>
<context>
    <name>KeyCapture</name>
    <message>
        <source>Press the keys…</source>
        <translation>请按下按键…</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Change keys</source>
        <translation>更改快捷键</translation>
    </message>
    <message>
        <source>Find an action or a key</source>
        <translation>查找操作或快捷键</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>操作及其快捷键</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>One more…</source>
        <translation>再加一个…</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>不设快捷键</translation>
    </message>
    <message>
        <source>As at first</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>Tab and Enter are the same for everybody: the next field, and the next thing that needs you.</source>
        <translation>Tab 键和回车键对所有人都一样：下一个字段，以及下一件待您处理的事。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>All as at first</source>
        <translation>全部恢复默认</translation>
    </message>
    <message>
        <source>{key} belongs to “{other}”.</source>
        <translation>{key} 已属于“{other}”。</translation>
    </message>
    <message>
        <source>{key} always belongs to “{other}”.</source>
        <translation>{key} 始终属于“{other}”。</translation>
    </message>
    <message>
        <source>{key} is needed for typing and moving.</source>
        <translation>{key} 用于输入和移动。</translation>
    </message>
    <message>
        <source>{key} alone would act anywhere in the window. Hold Ctrl or Alt as well, or take F1 to F12.</source>
        <translation>单独的 {key} 会在整个窗口中起作用。请同时按住 Ctrl 或 Alt，或使用 F1 至 F12。</translation>
    </message>
    <message>
        <source>Take {key} from it</source>
        <translation>改用 {key}</translation>
    </message>
</context>
<context>
    <name>Languages</name>
    <message>
        <source>Arabic</source>
        <translation>阿拉伯语</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英语</translation>
    </message>
    <message>
        <source>French</source>
        <translation>法语</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>俄语</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>西班牙语</translation>
    </message>
</context>
<context>
    <name>LinkEditor</name>
    <message>
        <source>a record that is not in this list</source>
        <translation>不在此列表中的记录</translation>
    </message>
    <message>
        <source>none linked</source>
        <translation>未关联</translation>
    </message>
    <message>
        <source>Nothing here is called “{text}”.</source>
        <translation>这里没有名为“{text}”的条目。</translation>
    </message>
</context>
<context>
    <name>LookSheet</name>
    <message>
        <source>Give it back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>The one before</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{0} (page {1})</source>
        <translation>{0}（第 {1} 页）</translation>
    </message>
    <message>
        <source>Why: {0}</source>
        <translation>理由：{0}</translation>
    </message>
    <message>
        <source>No reason was given.</source>
        <translation>没有说明理由。</translation>
    </message>
    <message>
        <source>Looks right</source>
        <translation>看来正确</translation>
    </message>
    <message>
        <source>Return with a question</source>
        <translation>退回并提问</translation>
    </message>
    <message>
        <source>Open it again</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>That was all.</source>
        <translation>已全部看过。</translation>
    </message>
    <message>
        <source>Before you sign off</source>
        <translation>签核之前</translation>
    </message>
    <message>
        <source>Some were given back.</source>
        <translation>有的已退回。</translation>
    </message>
    <message>
        <source>Sign off this report</source>
        <translation>签核此报告</translation>
    </message>
    <message>
        <source>What was left out of this report</source>
        <translation>此报告中略去的内容</translation>
    </message>
    <message>
        <source>{0} of {1}, drawn by lot from {2}</source>
        <translation>第 {0} 个，共 {1} 个，从 {2} 个中随机抽取</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0}/{1}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Close Counterproof</source>
        <translation>关闭 Counterproof</translation>
    </message>
    <message>
        <source>Reports are still being added.</source>
        <translation>仍在添加报告。</translation>
    </message>
    <message>
        <source>Those that are not finished will not be in the project; everything else is saved.</source>
        <translation>未完成的报告不会进入项目；其余内容都已保存。</translation>
    </message>
    <message>
        <source>Stop adding and close</source>
        <translation>停止添加并关闭</translation>
    </message>
    <message>
        <source>Open or make a project first, then add reports to it.</source>
        <translation>请先打开或新建项目，再添加报告。</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>打开最近的项目</translation>
    </message>
    <message>
        <source>This project is read-only: it can be looked at, not changed.</source>
        <translation>此项目为只读：可以查看，不能更改。</translation>
    </message>
    <message>
        <source>The language changes when Counterproof is started again.</source>
        <translation>语言将在重新启动 Counterproof 后更改。</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Something went wrong in the program: {reason}</source>
        <translation>程序出错：{reason}</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭提示</translation>
    </message>
</context>
<context>
    <name>NamePreview</name>
    <message>
        <source>What would be changed</source>
        <translation>将作的更改</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>原值</translation>
    </message>
    <message>
        <source>After</source>
        <translation>新值</translation>
    </message>
    <message>
        <source>In the report</source>
        <translation>报告原文</translation>
    </message>
</context>
<context>
    <name>NameSheet</name>
    <message>
        <source>Names spelt in several ways</source>
        <translation>有多种写法的名称</translation>
    </message>
    <message>
        <source>In all reports</source>
        <translation>所有报告</translation>
    </message>
    <message>
        <source>Values are made alike; the evidence keeps each name as the report writes it.</source>
        <translation>只统一数值；证据中的名称仍照报告原文。</translation>
    </message>
    <message>
        <source>Looking for names…</source>
        <translation>正在查找名称…</translation>
    </message>
    <message>
        <source>{number} spellings, {uses} times</source>
        <translation>{number} 种写法，共 {uses} 处</translation>
    </message>
    <message>
        <source>Every name is spelt in one way here.</source>
        <translation>这里的名称都只有一种写法。</translation>
    </message>
    <message>
        <source>{number} undecided: they stay undecided.</source>
        <translation>{number} 条未定：仍为未定。</translation>
    </message>
    <message>
        <source>{number} decided: they count as corrected by you.</source>
        <translation>{number} 条已定：将算作由您更正。</translation>
    </message>
    <message>
        <source>Also {number} approved: approve them anew</source>
        <translation>也改 {number} 条已批准的：须重新批准</translation>
    </message>
    <message>
        <source>Mend {number} records</source>
        <translation>统一 {number} 条记录</translation>
    </message>
    <message>
        <source>Mend 1 record</source>
        <translation>统一 1 条记录</translation>
    </message>
    <message>
        <source>and {number} more</source>
        <translation>另有 {number} 处</translation>
    </message>
</context>
<context>
    <name>Naming</name>
    <message>
        <source>1 record is mended.</source>
        <translation>已统一 1 条记录。</translation>
    </message>
    <message>
        <source>{number} records are mended.</source>
        <translation>已统一 {number} 条记录。</translation>
    </message>
    <message>
        <source>p. {page}</source>
        <translation>第 {page} 页</translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>machine: {value}</source>
        <translation>机器：{value}</translation>
    </message>
    <message>
        <source>imported: {value}</source>
        <translation>导入：{value}</translation>
    </message>
    <message>
        <source>Another passage proves it now.</source>
        <translation>出处已改为另一段。</translation>
    </message>
    <message>
        <source>Checked by {name} among like values</source>
        <translation>{name} 已在同类数值中核对</translation>
    </message>
    <message>
        <source>Unsure: nothing was found for it.</source>
        <translation>存疑：没有找到内容。</translation>
    </message>
    <message>
        <source>Unsure: compare it with the passage.</source>
        <translation>存疑：请与原文核对。</translation>
    </message>
    <message>
        <source>Unsure ({confidence}): compare it with the passage.</source>
        <translation>存疑（{confidence}）：请与原文核对。</translation>
    </message>
    <message>
        <source>Accepted by {name}: “{why}”. {sentence}</source>
        <translation>{name} 已接受：“{why}”。{sentence}</translation>
    </message>
    <message>
        <source>{name} asks: {question}</source>
        <translation>{name} 问：{question}</translation>
    </message>
    <message>
        <source>Returned: {question}</source>
        <translation>已退回：{question}</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Put this away</source>
        <translation>收起</translation>
    </message>
</context>
<context>
    <name>NumberEditor</name>
    <message>
        <source>Not a number. Type it like 1 100, 1,100 or 36万.</source>
        <translation>不是数字。请按 1 100、1,100 或 36万 的形式输入。</translation>
    </message>
    <message>
        <source>This number has too many digits.</source>
        <translation>此数字位数过多。</translation>
    </message>
    <message>
        <source>A whole number is needed here.</source>
        <translation>这里需要整数。</translation>
    </message>
</context>
<context>
    <name>OmissionCard</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Not a fact</source>
        <translation>不是事实</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍后</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Cited by no record: {kind}</source>
        <translation>没有记录引用：{kind}</translation>
    </message>
    <message>
        <source>page {0} · {1} of {2}</source>
        <translation>第 {0} 页 · {1}/{2}</translation>
    </message>
    <message>
        <source>Add as count</source>
        <translation>添加为数量</translation>
    </message>
    <message>
        <source>Add as activity</source>
        <translation>添加为活动</translation>
    </message>
    <message>
        <source>Add as figure</source>
        <translation>添加为金额</translation>
    </message>
</context>
<context>
    <name>OmissionList</name>
    <message>
        <source>What no record cites, in reading order</source>
        <translation>没有记录引用的内容，按原文顺序</translation>
    </message>
</context>
<context>
    <name>OmissionModel</name>
    <message>
        <source>page {0}</source>
        <translation>第 {0} 页</translation>
    </message>
    <message>
        <source>p. {0}</source>
        <translation>第 {0} 页</translation>
    </message>
</context>
<context>
    <name>OmissionPane</name>
    <message>
        <source>Looking for what no record cites…</source>
        <translation>正在查找没有记录引用的内容…</translation>
    </message>
    <message>
        <source>Nothing is left out: every number, amount, date and country is cited or dismissed.</source>
        <translation>没有遗漏：每个数字、金额、日期和国家都已被引用或说明不是事实。</translation>
    </message>
</context>
<context>
    <name>Omissions</name>
    <message>
        <source>amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>table row</source>
        <translation>表格行</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>country</source>
        <translation>国家</translation>
    </message>
    <message>
        <source>activity</source>
        <translation>活动</translation>
    </message>
</context>
<context>
    <name>Onward</name>
    <message>
        <source>No record here waits for you.</source>
        <translation>这里没有待您处理的记录。</translation>
    </message>
    <message>
        <source>Failing checks: {number}.</source>
        <translation>未通过的检查：{number} 项。</translation>
    </message>
    <message>
        <source>Passages that no record cites: {number}.</source>
        <translation>没有记录引用之处：{number} 处。</translation>
    </message>
    <message>
        <source>Enter: next report, “{title}”.</source>
        <translation>按回车键转到下一份报告“{title}”。</translation>
    </message>
    <message>
        <source>Show what is left out</source>
        <translation>显示遗漏内容</translation>
    </message>
    <message>
        <source>Nothing more in this report</source>
        <translation>此报告没有更多内容</translation>
    </message>
    <message>
        <source>Sign off this report</source>
        <translation>签核此报告</translation>
    </message>
</context>
<context>
    <name>OrphanNote</name>
    <message>
        <source>Show it</source>
        <translation>去看</translation>
    </message>
    <message>
        <source>It is this</source>
        <translation>就是此处</translation>
    </message>
</context>
<context>
    <name>Orphans</name>
    <message>
        <source>Passage not found in this file.</source>
        <translation>此文件中找不到该出处。</translation>
    </message>
    <message>
        <source>A part of the passage was not found in this file.</source>
        <translation>此文件中找不到部分出处。</translation>
    </message>
    <message>
        <source>Passage not found in this file; closest place ({score} %).</source>
        <translation>此文件中找不到该出处；最接近处（{score}%）。</translation>
    </message>
    <message>
        <source>A part of the passage was not found in this file; closest place ({score} %).</source>
        <translation>此文件中找不到部分出处；最接近处（{score}%）。</translation>
    </message>
</context>
<context>
    <name>PageArea</name>
    <message>
        <source>Pages of the report</source>
        <translation>报告的页面</translation>
    </message>
    <message>
        <source>This report is encrypted.</source>
        <translation>此报告已加密。</translation>
    </message>
    <message>
        <source>Click here to give its password.</source>
        <translation>点击此处输入密码。</translation>
    </message>
    <message>
        <source>Page {0} could not be drawn. The other pages and its records can still be used.</source>
        <translation>无法显示第 {0} 页。其他页面及该页的记录仍可使用。</translation>
    </message>
    <message>
        <source>Click here to try again.</source>
        <translation>点击此处重试。</translation>
    </message>
</context>
<context>
    <name>PageDialog</name>
    <message>
        <source>Go to page</source>
        <translation>转到页</translation>
    </message>
    <message>
        <source>Page, 1 to {pages}</source>
        <translation>页码，1 至 {pages}</translation>
    </message>
    <message>
        <source>As it is printed, such as xii or 3/8. With # before it, the page so far into the file.</source>
        <translation>按印刷的页码，如 xii 或 3/8；前面加 # 表示文件中的第几页。</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>前往</translation>
    </message>
    <message>
        <source>There is no such page.</source>
        <translation>没有这一页。</translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>{name} is encrypted.</source>
        <translation>{name} 已加密。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>That password does not open it.</source>
        <translation>该密码无法打开。</translation>
    </message>
</context>
<context>
    <name>PersonDialog</name>
    <message>
        <source>Who is working?</source>
        <translation>谁在工作？</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>First name and last name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Every decision is signed with this name. A second person, with another name, approves.</source>
        <translation>每项决定都以此姓名签署，由另一个人批准。</translation>
    </message>
    <message>
        <source>Work as this person</source>
        <translation>以此身份工作</translation>
    </message>
</context>
<context>
    <name>PickEditor</name>
    <message>
        <source>“{text}” is not one of the choices.</source>
        <translation>“{text}”不在选项之中。</translation>
    </message>
</context>
<context>
    <name>Pinning</name>
    <message>
        <source>Select the passage in the report first.</source>
        <translation>请先在报告中选中原文。</translation>
    </message>
</context>
<context>
    <name>PrintDialog</name>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Which pages?</source>
        <translation>打印哪些页？</translation>
    </message>
    <message>
        <source>All, or such as 3, 8-12</source>
        <translation>全部，或如 3, 8-12</translation>
    </message>
    <message>
        <source>With the marks of the records</source>
        <translation>连同记录的标记</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>There is no such page.</source>
        <translation>没有这一页。</translation>
    </message>
</context>
<context>
    <name>PrintJob</name>
    <message>
        <source>Page {0} could not be drawn.</source>
        <translation>第 {0} 页无法绘制。</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>Printing: {done} of {pages} pages</source>
        <translation>正在打印：第 {done} 页，共 {pages} 页</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The report was sent to the printer.</source>
        <translation>报告已送往打印机。</translation>
    </message>
    <message>
        <source>Printing was stopped before the end.</source>
        <translation>打印中途停止。</translation>
    </message>
    <message>
        <source>The file of this report is not kept any more.</source>
        <translation>此报告的文件已不再保存。</translation>
    </message>
    <message>
        <source>The system has no program for this file.</source>
        <translation>系统没有可打开此文件的程序。</translation>
    </message>
</context>
<context>
    <name>QuestionDialog</name>
    <message>
        <source>Ctrl+Enter sends it.</source>
        <translation>按 Ctrl+回车发送。</translation>
    </message>
</context>
<context>
    <name>RecordCard</name>
    <message>
        <source>No record is chosen.</source>
        <translation>未选择记录。</translation>
    </message>
</context>
<context>
    <name>RecordForm</name>
    <message>
        <source>Your change makes you its clerk: somebody else must then approve.</source>
        <translation>更改后这条记录归您负责，须由其他人批准。</translation>
    </message>
    <message>
        <source>The record&apos;s passage is another one now. It is saved with it.</source>
        <translation>本条的出处已改，随本条一起保存。</translation>
    </message>
    <message>
        <source>Restore the machine&apos;s value</source>
        <translation>恢复机器读出的值</translation>
    </message>
    <message>
        <source>Take back all changes</source>
        <translation>撤回所有更改</translation>
    </message>
</context>
<context>
    <name>RecordList</name>
    <message>
        <source>Records in reading order</source>
        <translation>按阅读顺序排列的记录</translation>
    </message>
    <message>
        <source>This report has no records yet.
Select a passage and add one, or let the machine suggest.</source>
        <translation>此报告还没有记录。
请选中一段文字添加，或让机器生成建议。</translation>
    </message>
    <message>
        <source>Nothing needs you here.</source>
        <translation>这里没有需要您处理的。</translation>
    </message>
    <message>
        <source>Nothing of this kind needs you here.</source>
        <translation>这里没有这一类需要您处理的。</translation>
    </message>
    <message>
        <source>No record fits these filters.</source>
        <translation>没有符合筛选条件的记录。</translation>
    </message>
</context>
<context>
    <name>RecordModel</name>
    <message>
        <source>half-typed edit</source>
        <translation>有未完成的修改</translation>
    </message>
    <message>
        <source>failing</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>存疑</translation>
    </message>
    <message>
        <source>p. {page}, text suspect</source>
        <translation>第 {page} 页，文字存疑</translation>
    </message>
    <message>
        <source>p. {page}</source>
        <translation>第 {page} 页</translation>
    </message>
    <message>
        <source>repeats {number}×</source>
        <translation>重复 {number} 次</translation>
    </message>
</context>
<context>
    <name>ReleaseDialog</name>
    <message>
        <source>Release</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>CSV, one file a family</source>
        <translation>CSV，每类一个文件</translation>
    </message>
    <message>
        <source>Excel workbook (XLSX)</source>
        <translation>Excel 工作簿 (XLSX)</translation>
    </message>
    <message>
        <source>JSON Lines, with all evidence</source>
        <translation>JSON Lines，含全部证据</translation>
    </message>
    <message>
        <source>Of every report that is signed off, the approved records leave, each with its page, its quote and who decided and approved it.</source>
        <translation>发布已签核报告中经批准的记录，每条都附有页码、原文以及决定人和批准人。</translation>
    </message>
    <message>
        <source>Release anyway, marked as preliminary, because:</source>
        <translation>仍然发布，并标明为初步，理由：</translation>
    </message>
    <message>
        <source>What blocks the release</source>
        <translation>阻止发布的原因</translation>
    </message>
    <message>
        <source>The reason; it is written into every file</source>
        <translation>理由；将写入每个文件</translation>
    </message>
    <message>
        <source>Reason for a preliminary release</source>
        <translation>初步发布的理由</translation>
    </message>
    <message>
        <source>Folder for the release</source>
        <translation>发布文件夹</translation>
    </message>
</context>
<context>
    <name>Releasing</name>
    <message>
        <source>Released to {folder}</source>
        <translation>已发布到 {folder}</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>The release is blocked:</source>
        <translation>无法发布：</translation>
    </message>
    <message>
        <source>{report}, {records}: {sentence}</source>
        <translation>{report}，{records}：{sentence}</translation>
    </message>
</context>
<context>
    <name>Repeating</name>
    <message>
        <source>Look at these passages, then press the key again.</source>
        <translation>请先看这些原文，再按一次。</translation>
    </message>
    <message>
        <source>{number} records settled with one decision.</source>
        <translation>一次定下 {number} 条记录。</translation>
    </message>
    <message>
        <source>p. {page}</source>
        <translation>第 {page} 页</translation>
    </message>
    <message>
        <source>{there}, here {here}</source>
        <translation>{there}，此处为 {here}</translation>
    </message>
</context>
<context>
    <name>RepeatsNote</name>
    <message>
        <source>Show the next</source>
        <translation>显示下一处</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Confirm all {number}</source>
        <translation>全部确认（{number}）</translation>
    </message>
    <message>
        <source>The report says otherwise elsewhere</source>
        <translation>报告他处所述不同</translation>
    </message>
    <message>
        <source>Also on {pages}</source>
        <translation>另见 {pages}</translation>
    </message>
</context>
<context>
    <name>ReportList</name>
    <message>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>+ Add reports…</source>
        <translation>+ 添加报告…</translation>
    </message>
    <message>
        <source>No report here yet.
Add PDF, DOCX, HTML or TXT files, or drop them on the window.</source>
        <translation>这里还没有报告。
请添加 PDF、DOCX、HTML 或 TXT 文件，或将其拖到窗口上。</translation>
    </message>
    <message>
        <source>Add PDF, DOCX, HTML or TXT files to the project</source>
        <translation>把 PDF、DOCX、HTML 或 TXT 文件加入项目</translation>
    </message>
    <message>
        <source>REPORTS · {number}</source>
        <translation>报告 · {number}</translation>
    </message>
    <message>
        <source>REPORTS</source>
        <translation>报告</translation>
    </message>
</context>
<context>
    <name>ReportModel</name>
    <message>
        <source>{seconds} s a record</source>
        <translation>每条 {seconds} 秒</translation>
    </message>
    <message>
        <source>{pages} p.</source>
        <translation>{pages} 页</translation>
    </message>
    <message>
        <source>Untitled report</source>
        <translation>无标题报告</translation>
    </message>
    <message>
        <source>{number} failing</source>
        <translation>{number} 项未通过</translation>
    </message>
    <message>
        <source>signed off</source>
        <translation>已签核</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>no text</source>
        <translation>无文字</translation>
    </message>
    <message>
        <source>new</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
</context>
<context>
    <name>RunningItem</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>Stop {title}; what is already saved stays</source>
        <translation>停止 {title}；已保存的内容保留</translation>
    </message>
    <message>
        <source>Cancel {title}</source>
        <translation>取消 {title}</translation>
    </message>
</context>
<context>
    <name>SameReport</name>
    <message>
        <source>{0} % of its words are the same.</source>
        <translation>其 {0}% 的文字相同。</translation>
    </message>
    <message>
        <source>It has the same symbol, in another language.</source>
        <translation>文号相同，语言不同。</translation>
    </message>
    <message>
        <source>It has the same figures, in another language.</source>
        <translation>数字相同，语言不同。</translation>
    </message>
    <message>
        <source>Is this the same report?</source>
        <translation>这是同一份报告吗？</translation>
    </message>
    <message>
        <source>{name} looks like another file of “{work}”.</source>
        <translation>{name} 看来是“{work}”的另一份文件。</translation>
    </message>
    <message>
        <source>As another file of it, it adds no records: what it says is not counted twice.</source>
        <translation>作为其另一份文件，不会增加记录：内容不会重复计算。</translation>
    </message>
    <message>
        <source>Another file of it</source>
        <translation>是其另一份文件</translation>
    </message>
    <message>
        <source>A report of its own</source>
        <translation>是单独的报告</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Find in this report</source>
        <translation>在本报告中查找</translation>
    </message>
    <message>
        <source>Previous place</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>In all reports</source>
        <translation>所有报告</translation>
    </message>
    <message>
        <source>Look for it in all reports</source>
        <translation>在所有报告中查找</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>关闭查找</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>第 {number} 处，共 {count} 处</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>Search all reports</source>
        <translation>在所有报告中查找</translation>
    </message>
    <message>
        <source>Show the reports again</source>
        <translation>重新显示报告</translation>
    </message>
    <message>
        <source>Where it was found</source>
        <translation>找到的位置</translation>
    </message>
</context>
<context>
    <name>Seeking</name>
    <message>
        <source>Searching…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Not found in any report.</source>
        <translation>所有报告中均未找到。</translation>
    </message>
    <message>
        <source>1 place</source>
        <translation>1 处</translation>
    </message>
    <message>
        <source>{0} places</source>
        <translation>{0} 处</translation>
    </message>
</context>
<context>
    <name>SegmentBar</name>
    <message>
        <source>{decided} of {total} decided</source>
        <translation>已决定 {decided} / {total}</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Tab goes to the next field, Enter to the next thing that needs you, deciding what it leaves.</source>
        <translation>Tab 键转到下一个字段，回车键转到下一件待您处理的事，同时对离开的记录作出决定。</translation>
    </message>
    <message>
        <source>Single letters and Del act while no field is being typed in. Enter never decides while an input method composes.</source>
        <translation>单个字母键和 Del 键只在没有编辑字段时起作用。输入法正在组字时，回车键不会作出决定。</translation>
    </message>
    <message>
        <source>On the pages, Ctrl with an arrow selects a word, and Shift with arrows selects on.</source>
        <translation>在页面上，Ctrl 加方向键选中一个词，Shift 加方向键扩展选择。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Change keys…</source>
        <translation>更改快捷键…</translation>
    </message>
</context>
<context>
    <name>Signing</name>
    <message>
        <source>Rejected records: {0}</source>
        <translation>已拒绝的记录：{0}</translation>
    </message>
    <message>
        <source>Passages said to be no fact: {0}</source>
        <translation>说明不是事实的段落：{0}</translation>
    </message>
    <message>
        <source>Failing checks that were accepted: {0}</source>
        <translation>已接受的未通过检查：{0}</translation>
    </message>
    <message>
        <source>Failing checks: {0}. They hold the release back.</source>
        <translation>未通过的检查：{0} 项，在处理之前无法发布。</translation>
    </message>
    <message>
        <source>Passages that no record cites and nobody has dismissed: {0}</source>
        <translation>没有记录引用、也没有人说明不是事实之处：{0}</translation>
    </message>
    <message>
        <source>You were shown {0} of {1}.</source>
        <translation>您看了 {1} 个中的 {0} 个。</translation>
    </message>
    <message>
        <source>Given back: {0}. The clerk answers first, then it can be signed off.</source>
        <translation>已退回：{0}。先由录入人答复，然后才能签核。</translation>
    </message>
    <message>
        <source>Signing off says that nothing more is in the report, and that all this is right.</source>
        <translation>签核即表示报告中没有其他内容，而且以上都正确。</translation>
    </message>
</context>
<context>
    <name>SmallPages</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>SourceToolbar</name>
    <message>
        <source>Back to where you were</source>
        <translation>返回原处</translation>
    </message>
    <message>
        <source>Forward again</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页</translation>
    </message>
    <message>
        <source>Page number</source>
        <translation>页码</translation>
    </message>
    <message>
        <source>Type a page number and press Enter</source>
        <translation>输入页码后按回车键</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>实际大小</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Fit text</source>
        <translation>适合文字</translation>
    </message>
    <message>
        <source>The text as wide as the window</source>
        <translation>使文字与窗口同宽</translation>
    </message>
    <message>
        <source>Fit width</source>
        <translation>适合宽度</translation>
    </message>
    <message>
        <source>As wide as the window</source>
        <translation>与窗口同宽</translation>
    </message>
    <message>
        <source>Fit page</source>
        <translation>适合页面</translation>
    </message>
    <message>
        <source>The whole page in the window</source>
        <translation>在窗口中显示整页</translation>
    </message>
    <message>
        <source>Darken the pages; their colours stay</source>
        <translation>调暗页面，颜色不变</translation>
    </message>
    <message>
        <source>Contents and small pages</source>
        <translation>目录和小页面</translation>
    </message>
    <message>
        <source>Find in this report</source>
        <translation>在本报告中查找</translation>
    </message>
    <message>
        <source>Turn the pages to the left</source>
        <translation>向左旋转页面</translation>
    </message>
    <message>
        <source>Turn the pages to the right</source>
        <translation>向右旋转页面</translation>
    </message>
    <message>
        <source>Two pages side by side</source>
        <translation>双页并排</translation>
    </message>
    <message>
        <source>As it is printed, such as xii or 3/8. With # before it, the page so far into the file.</source>
        <translation>按印刷的页码，如 xii 或 3/8；前面加 # 表示文件中的第几页。</translation>
    </message>
    <message>
        <source>There is no such page.</source>
        <translation>没有这一页。</translation>
    </message>
</context>
<context>
    <name>SourceView</name>
    <message>
        <source>Source</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>No report is open</source>
        <translation>没有打开的报告</translation>
    </message>
    <message>
        <source>Choose one from the list, or add a PDF, Word, HTML or text file.</source>
        <translation>请从列表中选择，或添加 PDF、Word、HTML 或文本文件。</translation>
    </message>
    <message>
        <source>Opening the report…</source>
        <translation>正在打开报告…</translation>
    </message>
    <message>
        <source>Page {0} of {1}</source>
        <translation>第 {0} 页，共 {1} 页</translation>
    </message>
    <message>
        <source>Read the pictures</source>
        <translation>识别图片</translation>
    </message>
    <message>
        <source>This report has no text, only pictures: nothing in it can be found or clicked.</source>
        <translation>此报告只有图像，没有文字：无法查找或点击其中的内容。</translation>
    </message>
    <message>
        <source>This page has no text: nothing on it can be found or clicked.</source>
        <translation>此页没有文字：无法查找或点击其中的内容。</translation>
    </message>
    <message>
        <source>The text of this page was read from its picture: compare each value with the picture.</source>
        <translation>本页文字由图片识别而来：请将每个值与图片核对。</translation>
    </message>
    <message>
        <source>This page shows more than its text says: it may be a picture.</source>
        <translation>本页显示的内容多于其文字：可能是图片。</translation>
    </message>
    <message>
        <source>{broken} characters of this page stand for nothing: compare its values with the picture.</source>
        <translation>本页有 {broken} 个字符没有意义：请将各值与图片核对。</translation>
    </message>
    <message>
        <source>Another reader finds {missing} characters more on this page: values may be cut short.</source>
        <translation>另一个读取程序在本页多读出 {missing} 个字符：值可能不完整。</translation>
    </message>
    <message>
        <source>{bare} % of what this page shows is no text: something may be in a picture.</source>
        <translation>本页所显示内容的 {bare}% 不是文字：可能有内容在图片中。</translation>
    </message>
</context>
<context>
    <name>SpellingList</name>
    <message>
        <source>Mend</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Write it so</source>
        <translation>统一为</translation>
    </message>
    <message>
        <source>Where it stands</source>
        <translation>出处</translation>
    </message>
    <message>
        <source>Or type it otherwise</source>
        <translation>或另行输入</translation>
    </message>
    <message>
        <source>The name as it should be written</source>
        <translation>名称的写法</translation>
    </message>
    <message>
        <source>Mend “{name}”</source>
        <translation>统一“{name}”</translation>
    </message>
    <message>
        <source>looks alike</source>
        <translation>写法相近</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Counterproof</source>
        <translation>Counterproof</translation>
    </message>
    <message>
        <source>Read reports, confirm what they say, release what is proved.</source>
        <translation>阅读报告，确认其内容，发布有据可查的数据。</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>新建项目…</translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>打开项目…</translation>
    </message>
    <message>
        <source>Opened last</source>
        <translation>最近打开</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>{decided} of {total} decided</source>
        <translation>已决定 {decided} / {total}</translation>
    </message>
    <message>
        <source>{approved} approved</source>
        <translation>已批准 {approved}</translation>
    </message>
    <message>
        <source>+{number} more</source>
        <translation>另有 {number} 项</translation>
    </message>
    <message>
        <source>{seconds} s a record</source>
        <translation>每条 {seconds} 秒</translation>
    </message>
    <message>
        <source>Undo: {what}</source>
        <translation>撤销：{what}</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>Overview of the report</source>
        <translation>报告概览</translation>
    </message>
    <message>
        <source>Page {0}</source>
        <translation>第 {0} 页</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Who is working?</source>
        <translation>谁在工作？</translation>
    </message>
    <message>
        <source>Working as {name}. Click to switch.</source>
        <translation>当前为 {name}。点击切换。</translation>
    </message>
    <message>
        <source>Say who is working.</source>
        <translation>请说明谁在工作。</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
</context>
<context>
    <name>TroubleDialog</name>
    <message>
        <source>Something went wrong</source>
        <translation>出错了</translation>
    </message>
    <message>
        <source>Something went wrong in the program. What was saved is safe; you can go on.</source>
        <translation>程序出错。已保存的内容是安全的，您可以继续工作。</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Logged in {path}</source>
        <translation>已记录在 {path}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>TwinPane</name>
    <message>
        <source>Another file of this report</source>
        <translation>本报告的另一份文件</translation>
    </message>
    <message>
        <source>Which file</source>
        <translation>哪份文件</translation>
    </message>
    <message>
        <source>Close this file</source>
        <translation>关闭此文件</translation>
    </message>
    <message>
        <source>Show this file first</source>
        <translation>先显示此文件</translation>
    </message>
    <message>
        <source>From now on the report is this file; its records find their places in it.</source>
        <translation>今后报告以此文件显示，各条在其中重新定位。</translation>
    </message>
    <message>
        <source>Not found in this file. What comes closest ({score} %) is shown.</source>
        <translation>此文件中未找到。显示的是最接近之处（{score}%）。</translation>
    </message>
    <message>
        <source>Not found in this file.</source>
        <translation>此文件中未找到。</translation>
    </message>
</context>
<context>
    <name>Twinning</name>
    <message>
        <source>This report has one file only. Add its PDF, its text or another language of it.</source>
        <translation>本报告只有一份文件。请添加其 PDF、文本或其他语言版本。</translation>
    </message>
    <message>
        <source>{name} (pictures read)</source>
        <translation>{name}（已识别图片）</translation>
    </message>
</context>
<context>
    <name>Walking</name>
    <message>
        <source>Next: {field}</source>
        <translation>下一项：{field}</translation>
    </message>
    <message>
        <source>Show the passage</source>
        <translation>显示原文</translation>
    </message>
    <message>
        <source>Next open one</source>
        <translation>下一条待办</translation>
    </message>
    <message>
        <source>Next report</source>
        <translation>下一份报告</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Look at the passage, then press Enter again.</source>
        <translation>请查看原文，然后再按回车键。</translation>
    </message>
    <message>
        <source>No passage can be shown for this record. Compare it with the report, then press Enter again.</source>
        <translation>此记录没有可显示的原文。请对照报告，然后再按回车键。</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>undecided</source>
        <translation>未决定</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>已更正</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>added</source>
        <translation>已添加</translation>
    </message>
    <message>
        <source>postponed</source>
        <translation>已推迟</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>returned</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>approval voided</source>
        <translation>批准已失效</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>{name}: {part}</source>
        <translation>{name}：{part}</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>a record</source>
        <translation>一条记录</translation>
    </message>
    <message>
        <source>Saved, but look at “{record}” again: {sentence}.</source>
        <translation>已保存，但请再看“{record}”：{sentence}。</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Nothing is wrong: all is as it was decided, signed and quoted.</source>
        <translation>一切无误：各项决定、签名和引文均与当初一致。</translation>
    </message>
    <message>
        <source>Faults found: {number}.</source>
        <translation>发现 {number} 处错误。</translation>
    </message>
    <message>
        <source>Checking the project…</source>
        <translation>正在检查项目…</translation>
    </message>
    <message>
        <source>Another program changed this project; it is shown as it is now.</source>
        <translation>另一个程序更改了此项目；现在显示的是最新内容。</translation>
    </message>
    <message>
        <source>{kind} {number} records</source>
        <translation>{kind} {number} 条记录</translation>
    </message>
    <message>
        <source>{kind} a record of “{report}”</source>
        <translation>{kind}“{report}”中的一条记录</translation>
    </message>
    <message>
        <source>{kind}, in “{report}”</source>
        <translation>{kind}（“{report}”）</translation>
    </message>
    <message>
        <source>confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>correct</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>postpone</source>
        <translation>推迟</translation>
    </message>
    <message>
        <source>add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>return</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>check</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>mend</source>
        <translation>统一</translation>
    </message>
    <message>
        <source>not a fact</source>
        <translation>不是事实</translation>
    </message>
    <message>
        <source>accept a failing check</source>
        <translation>接受未通过的检查</translation>
    </message>
    <message>
        <source>nothing more in</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>sign off</source>
        <translation>签核</translation>
    </message>
    <message>
        <source>open again</source>
        <translation>重新打开</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>New project…</source>
        <translation>新建项目…</translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>打开项目…</translation>
    </message>
    <message>
        <source>Add reports…</source>
        <translation>添加报告…</translation>
    </message>
    <message>
        <source>Add a folder of reports…</source>
        <translation>添加一个文件夹的报告…</translation>
    </message>
    <message>
        <source>Release…</source>
        <translation>发布…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Open in the system&apos;s reader</source>
        <translation>用系统阅读器打开</translation>
    </message>
    <message>
        <source>Close project</source>
        <translation>关闭项目</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Copy the selected text</source>
        <translation>复制所选文字</translation>
    </message>
    <message>
        <source>Copy as one line</source>
        <translation>复制为一行</translation>
    </message>
    <message>
        <source>Edit the record</source>
        <translation>编辑记录</translation>
    </message>
    <message>
        <source>Not stated in the report</source>
        <translation>报告未说明</translation>
    </message>
    <message>
        <source>Leave the field</source>
        <translation>离开字段</translation>
    </message>
    <message>
        <source>Discard what was typed</source>
        <translation>放弃已输入的内容</translation>
    </message>
    <message>
        <source>Find in this report…</source>
        <translation>在本报告中查找…</translation>
    </message>
    <message>
        <source>Next place found</source>
        <translation>下一处查找结果</translation>
    </message>
    <message>
        <source>Previous place found</source>
        <translation>上一处查找结果</translation>
    </message>
    <message>
        <source>Find in all reports…</source>
        <translation>在所有报告中查找…</translation>
    </message>
    <message>
        <source>Confirm and go on</source>
        <translation>确认并继续</translation>
    </message>
    <message>
        <source>Decide at once</source>
        <translation>立即决定</translation>
    </message>
    <message>
        <source>Confirm with what says it again</source>
        <translation>连同重复之处一起确认</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Postpone</source>
        <translation>推迟</translation>
    </message>
    <message>
        <source>Return with a question…</source>
        <translation>退回并提问…</translation>
    </message>
    <message>
        <source>Accept what a check found…</source>
        <translation>接受检查结果…</translation>
    </message>
    <message>
        <source>Open again what was accepted</source>
        <translation>重新打开已接受的检查结果</translation>
    </message>
    <message>
        <source>Next that needs me</source>
        <translation>下一条待我处理的</translation>
    </message>
    <message>
        <source>Previous that needs me</source>
        <translation>上一条待我处理的</translation>
    </message>
    <message>
        <source>Show where it is said again</source>
        <translation>显示重复之处</translation>
    </message>
    <message>
        <source>Next record</source>
        <translation>下一条记录</translation>
    </message>
    <message>
        <source>Previous record</source>
        <translation>上一条记录</translation>
    </message>
    <message>
        <source>Add a count from the selected text</source>
        <translation>用所选文字添加数量</translation>
    </message>
    <message>
        <source>Add an activity from the selected text</source>
        <translation>用所选文字添加活动</translation>
    </message>
    <message>
        <source>Add a figure from the selected text</source>
        <translation>用所选文字添加金额</translation>
    </message>
    <message>
        <source>Pin the selected text as the passage</source>
        <translation>把选中文字定为出处</translation>
    </message>
    <message>
        <source>Left out: what no record cites</source>
        <translation>遗漏：没有记录引用的内容</translation>
    </message>
    <message>
        <source>Check like values together…</source>
        <translation>同类数值一并核对…</translation>
    </message>
    <message>
        <source>Mend names…</source>
        <translation>统一名称…</translation>
    </message>
    <message>
        <source>Go on, confirm like values</source>
        <translation>继续，确认同类数值</translation>
    </message>
    <message>
        <source>Mark the odd one</source>
        <translation>标出不对的</translation>
    </message>
    <message>
        <source>Order like values otherwise</source>
        <translation>换一种排序</translation>
    </message>
    <message>
        <source>Next kind of value</source>
        <translation>下一类数值</translation>
    </message>
    <message>
        <source>Previous kind of value</source>
        <translation>上一类数值</translation>
    </message>
    <message>
        <source>Mend the names shown</source>
        <translation>统一所示名称</translation>
    </message>
    <message>
        <source>Looks right, go on</source>
        <translation>正确，继续</translation>
    </message>
    <message>
        <source>The one before</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>Give it back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Close the sheet</source>
        <translation>关闭此页</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>实际大小</translation>
    </message>
    <message>
        <source>Fit the width</source>
        <translation>适合宽度</translation>
    </message>
    <message>
        <source>Fit the text</source>
        <translation>适合文字</translation>
    </message>
    <message>
        <source>Fit the page</source>
        <translation>适合页面</translation>
    </message>
    <message>
        <source>Two pages side by side</source>
        <translation>双页并排</translation>
    </message>
    <message>
        <source>Turn the pages to the right</source>
        <translation>页面向右旋转</translation>
    </message>
    <message>
        <source>Turn the pages to the left</source>
        <translation>页面向左旋转</translation>
    </message>
    <message>
        <source>Darken the pages, or not</source>
        <translation>调暗或恢复页面</translation>
    </message>
    <message>
        <source>Go to page…</source>
        <translation>转到页…</translation>
    </message>
    <message>
        <source>Back to where you were</source>
        <translation>返回原处</translation>
    </message>
    <message>
        <source>Forward again</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Show the record&apos;s passage</source>
        <translation>显示记录的原文</translation>
    </message>
    <message>
        <source>Another file of the report beside it</source>
        <translation>并排显示报告的另一份文件</translation>
    </message>
    <message>
        <source>Show the file beside it first</source>
        <translation>先显示旁边的文件</translation>
    </message>
    <message>
        <source>List only what needs me</source>
        <translation>只列出待我处理的</translation>
    </message>
    <message>
        <source>List only what fails</source>
        <translation>只列出未通过的</translation>
    </message>
    <message>
        <source>List only what is unsure</source>
        <translation>只列出存疑的</translation>
    </message>
    <message>
        <source>Fold repeats in the list</source>
        <translation>在列表中折叠重复内容</translation>
    </message>
    <message>
        <source>More filters…</source>
        <translation>更多筛选条件…</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>下一个窗格</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>上一个窗格</translation>
    </message>
    <message>
        <source>Show or hide the reports</source>
        <translation>显示或隐藏报告列表</translation>
    </message>
    <message>
        <source>Contents and pages</source>
        <translation>目录和页面</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Colours of the system</source>
        <translation>跟随系统颜色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Language of the system</source>
        <translation>跟随系统语言</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>中文</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Who is working…</source>
        <translation>谁在工作…</translation>
    </message>
    <message>
        <source>Suggest again</source>
        <translation>重新生成建议</translation>
    </message>
    <message>
        <source>Read pictures of text</source>
        <translation>识别图片中的文字</translation>
    </message>
    <message>
        <source>Next report</source>
        <translation>下一份报告</translation>
    </message>
    <message>
        <source>Previous report</source>
        <translation>上一份报告</translation>
    </message>
    <message>
        <source>Nothing more in this report</source>
        <translation>此报告没有更多内容</translation>
    </message>
    <message>
        <source>Sign off this report</source>
        <translation>签核此报告</translation>
    </message>
    <message>
        <source>Open this report again</source>
        <translation>重新打开此报告</translation>
    </message>
    <message>
        <source>Check the project</source>
        <translation>检查项目</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Change keys…</source>
        <translation>更改快捷键…</translation>
    </message>
    <message>
        <source>About Counterproof</source>
        <translation>关于 Counterproof</translation>
    </message>
</context>
<context>
    <name>menus</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <translation>记录(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Sheets</source>
        <translation>核对(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Project</source>
        <translation>项目(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>List of records</source>
        <translation>记录列表</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
</context>
</TS>
