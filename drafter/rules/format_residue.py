"""What is left over of a mould, of a program or of a chat, and what to tell the writer of each."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

from ..lexicon.lookup import Headed
from ..patterns import compiled
from .format_residue_chat import CHATS, PROGRAMS

_HAN = r"\u4e00-\u9fff"
_M = "(?:[个名件次户项场家处亩吨台辆座张条部期份所人元起批册盏株套期届季]|公里|平方|人次|[%％])"
"""A measure word or %."""
_SCALED = rf"(?:[万亿]?{_M})"
_LEVELS = "省市县区镇乡村局厅委办院校部处科"
_STOP = "(?=[，。；、）)]|$)"
_BLANK = "[ \\u3000]"
_SLOT = rf"(?:姓名|单位|单位名称|日期|时间|数字|数据|金额|地点|人名|部门|[{_HAN}]{{0,4}}名称|具体[{_HAN}]{{1,6}})"
# who is named 某某 is kept from the public eye; an office that is, was not filled in
_SOMEBODY = rf"某某(?:某(?!某)|(?=[{_LEVELS}]|同志|领导|单位|街道|社区)(?:(?<![{_HAN}]..)|(?<=[在由对和与到向，、]..)))"
_PENDING = (
    rf"待(?:[{_HAN}]{{0,5}}(?:[科处股]室?|办|局|室|部门|单位|中心))?(?:进一步)?"
    "(?:补充?|核实?|核对|核准|插入|填写?|定|查|续|完善|更新|提供|确认|审定|统计|录入)"
)
_FILL = "填写?|填入|插入|补充?|粘贴|输入|添加|放置|替换|修改|省略"
_TELLER = rf"此处|在此处?|请(?![参见详按])|需要?(?:{_FILL}|核|更新)"
_TELLER += rf"|(?:{_FILL})(?=[^）)】\]］]{{0,12}}(?:名|数|处|内容|图|表|单位|数据|情况|日期))"
_FALSE = "数据|数字|数值|名单|金额|内容|图片|照片|附表|成数|人数"

_WORDS = "|"
"""Between words; marks without it are letters, each by itself."""
_OF_A_RATE = "长降高达到至为约近超占率升幅"
_OF_MONEY = "投资|资金|收入|支出|产值|发放|兑付|争取|落实|追回|完成|增长|减少|达到"

_FIGURES: tuple[tuple[str, str], ...] = (
    (
        "XxＸｘ×",
        rf"[XxＸｘ](?<![A-Za-z0-9].)(?<!染色体.)(?<!染色体为.)[XxＸｘ]+(?![A-Za-z0-9]|染色体|[型码])|×{{2,}}|(?<=[{_HAN}])[XxＸｘ](?=[年月日时{_LEVELS}]|{_SCALED})(?![%％]?[A-Za-z])",
    ),
    (
        "XxＸｘ×",
        r"(?<=[0-9])[XxＸｘ×]+(?=年|月|日|万|亿|个|件|户|名|%|％|余)|[XxＸｘ][.．,，][XxＸｘ]+|(?<=[年月])[XxＸｘ×](?=[月日])",
    ),
    (
        "XxＸｘ",
        rf"(?:^|(?<=[，。；：（“、\n]))[XxＸｘ](?=[年月日市县区镇局]|同志|书记|局长|某|{_SCALED})(?![月]?[光射轴])",
    ),
    ("×", rf"(?<![\dA-Za-z）)])×(?=[年月日{_LEVELS}]|{_SCALED})|(?<=[年月])×(?=[月日])"),
    (
        "Nn",
        rf"(?<=[{_HAN}])[ ]?[Nn][ ]?"
        r"(?=[万亿]?(?:[个名件次户项场家处亩吨剂例台辆座张条部元人份]|公里|平方|人次|百分点)(?!次方))",
    ),
    ("*", rf"(?<=[{_HAN}])\*{{2,}}(?=[万亿]?(?:[个名件次户项场家亩吨台辆元份%％]|公里|平方|人次|人(?!民)))"),
    (
        "○〇◯●□■△▲",
        rf"[○〇◯●□■△▲]{{2,}}(?=[{_HAN}%％])(?![一二三四五六七八九十年])|[□☐](?=[是否有无合不同])|□(?=[万亿元个件户名%])",
    ),
    ("Yy", r"(?<![A-Za-z])[Yy]{4}年?(?:[-/]?[Mm]{2})?月?(?:[-/]?[Dd]{2}日?)?(?![A-Za-z])"),
    (
        "年M|年m|-M|-m|/M|/m|月D|月d|-D|-d|/D|/d",
        r"[MmDd](?:(?<=[年\-/][Mm])[Mm]月?(?:[Dd]{2}日?)?|(?<=[月\-/][Dd])[Dd]日?)(?![A-Za-z])",
    ),
    (
        "?？",
        rf"[?？]{{2,}}(?={_SCALED}|[年月日{_LEVELS}]|同志)|[?？](?<=[{_HAN}].)(?={_SCALED}{_STOP})|[（(][?？]+[）)]|20[?？]{{2}}年",
    ),
    (
        "…|..",
        rf"[….](?:(?<=…)…*|(?<=\.)\.{{2,}})(?=[万亿]?(?:元|件|户|人次|平方|公里|亩|%|％|个百分点|[名项次]{_STOP}))",
    ),
    (
        "—-－",
        rf"[—－-](?<=[{_HAN}].)(?:—+|-+|－+)(?=[万亿]?(?:元|件|户|人次|平方|公里|亩|[个名项次家座台辆张场处]){_STOP})",
    ),
    ("某某|", _SOMEBODY),
    ("某县|某市|某区|某镇|某乡", r"某[县市区镇乡]某[县市区镇乡村]"),
    ("附件|如图|见表", r"(?:(?<=附件)|(?<=如图)|(?<=见表))[XxＸ](?![A-Za-z])"),
    ("某年|某月", r"某年某月(?:某日)?|某月某日|某年(?=[，。]|底|初)"),
    ("0月0|0月00|０月０|0000年", r"(?<!\d)[0０]{1,2}月[0０]{1,2}日|(?<!\d)0000年"),
    (
        "张三|李四|王五",
        r"(?:^|(?<![\u4e00-\u9fff])|(?<=[由和与请是对]))(?:张三|李四|王五)(?=同志|、[张李王赵][三四五六]|等|局长|书记|主任|[，。])",
    ),
)
_BRACKETS: tuple[tuple[str, str], ...] = (
    (
        "【[［",
        rf"[【\[［](?:待[{_HAN}]{{1,6}}|{_TELLER}|填写|插入|补充|TODO|数据|示例|提示|图片?|表|空|略|同上|无|批注|备注|说明)[^】\]］\n]{{0,80}}[】\]］]",
    ),
    (
        "待",
        rf"[（(【\[［](?:[^（）()【】\[\]\d\n]{{0,14}}[，、；]|[{_HAN}]{{0,6}})?{_PENDING}[^（）()【】\[\]\d\n]{{0,16}}[）)】\]］]",
    ),
    (
        "（此|（请|（需|（在此|（填|（插|（补|（粘|（输|（添|（放|（替|（修|（省|(此|(请|(需|(在此|(填|(插|(补|(替",
        rf"[（(](?:{_TELLER})[^）)\n]{{0,40}}[）)]",
    ),
    (
        "待",
        rf"待(?:(?:(?<=(?:{_FALSE}).)|(?<=(?:{_FALSE})[暂尚仍].)){_PENDING[1:]}"
        rf"|(?<![\u4e00-\u9fff].)(?:补充|核实|完善|填写|插入|补|填|更新)){_STOP}",
    ),
    (
        "暂缺|暂无|数据缺失|空缺|缺数据|无数据",
        rf"(?:{_FALSE})暂(?:缺|无){_STOP}|[（(](?:暂缺|数据缺失|暂无|空缺|缺数据|无数据)[）)]",
    ),
    (
        "（略|（此处略|（以下略|（下略|（下文略|（具体略|（内容略|（过程略|（名单略|（全文略|从略|(略|处略|下略",
        r"[（(](?:此处|以下|下文?|具体|内容|过程|名单|全文)?从?略(?:[，。；、：][^）)\n]{0,20})?[）)]|(?<=[……。，：])(?:此处|以下|下)略(?=[。，）]|$)",
    ),
    (
        "（图|（表|（照|（附|（占|(图|(表|(照|(附|(占",
        r"[（(](?:图片?|表格?|照片|附图|附表|图表)略?[）)]|[（(]占位符?[）)]",
    ),
    ("请输入|这里是|替换", r"请输入[正标内文][\u4e00-\u9fff]?|这里是(?:正文|标题|内容)|请将[^。\n]{0,14}替换"),
    ("同上|同前", r"[（(]同[上前][）)]|(?:^|(?<=[。；：，\n]))同上(?=[。；，]|$)"),
    ("此处|在此", rf"此处(?:{_FILL}|待|略|空)|(?:请|点击|单击|双击)在?(?:或点击)?此处?(?:{_FILL}|键入|查看|下载|编辑)"),
    (
        "单击|点击|双击|选择一项|键入文字",
        r"[单点双]击(?:或点击)?此处[\u4e00-\u9fff]{0,8}|(?<![\u4e00-\u9fff])(?:选择一项。|键入文字)",
    ),
    (
        "字）|字)|字以|字左|字为",
        r"[（(](?:此[处段部分]{1,3}|本段|字数)?(?:不少于|不超过|约|限|控制在|字数：?)?\d{2,5}字(?:以内|左右|以上|为宜)?[）)]",
    ),
    (
        "范文|模板|样本|样稿|样例|示例|样文",
        r"(?<=[\u4e00-\u9fff])(?:参考)?(?:范文|模板|样本|样稿)(?:[一二三四五\d]|（[^（）\n]{1,6}）)?(?=\n|$)|[（(](?:参考)?(?:范文|模板|样本|样稿|样例|示例|样文)[）)]",
    ),
    ("〔", r"〔(?:数|日期|人名)〕|〔[ \u3000]*〕|〔\d{4}〕[ \u3000]*(?:第[ \u3000]*)?号"),
    ("【<[［{", rf"【{_SLOT}】|[<\[［{{＜]{{1,2}}{_SLOT}[>\]］}}＞]{{1,2}}"),
    ("[［{｛", rf"[\[［｛{{][{_HAN}、：]{{1,12}}[\]］｝}}]"),
    (
        "{$«%",
        rf"\{{\{{[\w{_HAN} .]{{1,20}}\}}\}}|\$\{{[^{{}}\n]{{1,30}}\}}|«[^»\n]{{1,20}}»"
        rf"|\{{%[^%\n]{{1,40}}%\}}|%[A-Za-z_]{{2,16}}%",
    ),
    (
        "（人数|(人数|（单位名|（姓名|（人名|（地名|（数字|（具体|（填|名称）|(单位名|(姓名|(人名|(地名|(数字|(具体|(填|名称)",
        r"(?<=[由和与请在对向、，的共为达约计于])[（(](?:人数|单位名称|姓名|人名|地名|数字|具体[\u4e00-\u9fff]{1,4}|[\u4e00-\u9fff]{0,3}名称|填[\u4e00-\u9fff]{1,6})[）)]",
    ),
    ("名》|名称》|标题》", r"《(?:文件|制度|方案|办法|书|标题|报告|通知)?(?:名称?|标题)》"),
    (
        "“《（【‘(",
        rf"[“《（【‘(](?=[ \u3000”》）】’)])(?:(?<=“){_BLANK}*”|(?<=《){_BLANK}*》|(?<=（){_BLANK}*）"
        rf"|(?<=【){_BLANK}*】|(?<=‘){_BLANK}*’|(?<=[{_HAN}]\(){_BLANK}*\))",
    ),
    (
        "是/否|有/无|男/女|同意/|符合/",
        r"(?<![\u4e00-\u9fff])(?:是/否|有/无|同意/不同意|符合/不符合)(?![\u4e00-\u9fff])|[（(](?:是/否|有/无|男/女)[）)]",
    ),
)
_BLANKS: tuple[tuple[str, str], ...] = (
    ("_＿﹍", r"(?<![A-Za-z0-9_])_{2,}(?![A-Za-z0-9_])|＿+|﹍{2,}|(?<=[\u4e00-\u9fff])_+(?=[\u4e00-\u9fff])"),
    (
        "年 |年\u3000|月 |月\u3000",
        rf"年{_BLANK}+月(?:{_BLANK}+日)?"
        rf"|月(?<=\d.){_BLANK}+日(?=[，。召举前在至到、（]|$)",
    ),
    (
        "年月|月日|月底",
        r"年月(?:(?<=\d年月)(?:[ \u3000]*日|底|份)|(?<=[，。；：、\s]年月)日)"
        r"|月日(?<=\d月日)(?=[，。召举前在至到、（]|$)",
    ),
    (" 月|\u3000月", rf"{_BLANK}月(?<=[于在至到] 月){_BLANK}*日?"),
    ("第", rf"第{_BLANK}+[次届期号批章条]|第(?=[次届期批](?:[，。；、]|会议|全会|学习|党代|代表大会|常委|培训))"),
    (
        " \u3000",
        rf"{_BLANK}(?<=[{_HAN}].){_BLANK}*(?=(?:[万亿]?(?:元|件|户|名|人次|项|个|次|场|家|亩|公里|平方米|吨|个百分点)[，。；、])|[%％])",
    ),
)
_LOST: tuple[tuple[str, str], ...] = (
    (
        _WORDS.join(f"{letter}{sign}" for letter in _OF_A_RATE for sign in "%％"),
        rf"[%％](?<=[{_OF_A_RATE}].)(?=[，。；、以左]|$)",
    ),
    (
        _WORDS.join(f"{word}{scale}元" for word in _OF_MONEY.split(_WORDS) for scale in "万亿"),
        rf"[万亿]元(?=[，。；、]|$)(?<=(?:{_OF_MONEY})..)",
    ),
    (
        "，。；、\n",
        r"[完新建整办受开召举走培化排查共累合达其修印慰][成建增改结理展开办访训解查计到中订发问]了?"
        r"(?:[个户名次家亩吨]|人次|场次|公里|平方米|个百分点|[万亿](?:元|人|户|亩|吨))(?=[，。；、]|$)",
    ),
    ("共项|共件|共起|共份|计项|计件|计起|计份", r"(?:[，。；]共计?|合计)[件项起份](?=[，。；]|$)"),
    (
        "根据，|根据。|根据、|按照，|按照。|按照、|依据，|依据。|围绕，|围绕。|针对，|针对。|鉴于，|截至，|截至。|截至；|截至底",
        r"(?<![\u4e00-\u9fff])(?:根据|按照|依据|围绕|针对|鉴于)(?=[，。；、])|截至(?=[，。；底])",
    ),
)
_GAPS: tuple[tuple[str, str, str], ...] = (
    ("取案|", r"(?:汲取|吸取)案(?=的?教训)", "“案”前的名称缺失"),
    (
        "0123456789",
        r"(?:19|20)(?<![\d.,].{2})\d{2}(?=[上下]半年|第?[一二三四]季度|1[0-2]月|[1-9]月)",
        "年份后缺“年”字",
    ),
)
_ROWS: tuple[tuple[str, str, str], ...] = (
    *((marks, pattern, "占位符没有填写") for marks, pattern in (*_FIGURES, *_BRACKETS)),
    *((marks, pattern, "空白没有填写") for marks, pattern in _BLANKS),
    *PROGRAMS,
    *((marks, pattern, "生成工具的套话残留") for marks, pattern in CHATS),
    *((marks, pattern, "数字或名称缺失") for marks, pattern in _LOST),
    *_GAPS,
)

RESIDUE: tuple[tuple[tuple[str, ...], str, str], ...] = tuple(
    (tuple(filter(None, marks.split(_WORDS))) if _WORDS in marks else tuple(marks), pattern, said)
    for marks, pattern, said in _ROWS
)
"""(words or letters one of which stands in every match, what is left over, what to tell the writer), in order."""

_LETTERS = tuple(frozenset(mark for mark in marks if len(mark) == 1) for marks, _, _ in RESIDUE)
FOUND = Headed((mark, row) for row, (marks, _, _) in enumerate(RESIDUE) for mark in marks if len(mark) > 1)
"""Rows of `RESIDUE` by their words."""


def residue_in(text: str, pairs: Mapping[str, Sequence[int]]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the patterns of `RESIDUE` that can match at all, with what to say: a mark of theirs stands in ``text``.

    ``pairs`` tell where the pairs of letters stand that words begin with (`letter_pairs`).
    """
    letters, rows = set(text), {row for row, _ in FOUND.present(text, pairs)}
    return tuple(
        (_compiled(pattern), said)
        for row, (_, pattern, said) in enumerate(RESIDUE)
        if row in rows or not _LETTERS[row].isdisjoint(letters)
    )


# most rows are never needed, and compiling them all would take longer than reading a report
@functools.lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return compiled(pattern, re.M)
