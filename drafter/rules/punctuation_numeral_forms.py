"""Forms of numerals that GB/T 15835—2011 does not have, as data: what is wrong, and what to say of it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from ..patterns import compiled, lazy

_ONE = "一二三四五六七八九"
_CN = f"〇○零{_ONE}十"
COUNTED = (
    "个件名项次场天户家人年条种位台处所亩吨元里辆套批袋瓶箱桶盒包只头匹棵株支枚块张"
    "本册份篇幅座间米克升斤度倍岁趟轮艘架盏口根段片羽尾例宗起笔道门节课"
)
"""Measure words behind which a number is a count and no number in a row (3、4号楼, 二、三级, 5、6月)."""
_M = f"[{COUNTED}]"
_UNIT = rf"(?:{_M}|公里|公顷|公斤|平方|立方|分钟|小时|多|余|[万亿])"
# 统一3个, 周三3点, 第二5套: the last letter of a word is no numeral of the next
_NO_WORD = f"(?<![第周期礼其之统唯逐单同专合归划某每另这那任初高大小老同{_CN}百千万亿\\dA-Za-z.])"
# words that begin with the numeral that seems to follow figures
_KILO = "克瓦米伏卡帕赫兆字安焦升斯牛吨分"
_HUNDRED = "分货度姓色家科日草脑合花"

JOINED: tuple[tuple[str, str], ...] = (
    # 二十3处, 一百20人, 两千零24, 三千5百; 三十2月
    (
        rf"{_NO_WORD}(?:[{_ONE}两]?十|[{_ONE}两][百千万亿])(?:[{_ONE}两][百千十])*零?[多余几来]?\d+[百千万亿]?",
        "一个数里汉字与阿拉伯数字不混用",
    ),
    # 3十个, 5百, 3千多, 2千3百, 10千; 3千瓦, 5百货 are no numbers; 2024十大 names a list
    (
        rf"(?<![A-Za-z\d.．-])(?!(?:19|20)\d\d[十百千])\d+(?:\.\d+)?[多余几]?(?:十(?![大佳强字])|百(?![{_HUNDRED}])|千(?![{_KILO}亿]))"
        r"(?:\d[百十]?)?",
        "阿拉伯数字后只用“万”“亿”，不用“十”“百”“千”",
    ),
    # 3万五千, 1亿五千万
    (rf"(?<![\d.])\d+(?:\.\d+)?[万亿]零?[{_ONE}两][千百十]万?", "一个数里汉字与阿拉伯数字不混用"),
    # 两3天, 七8个; 7八个, 3十五
    (rf"{_NO_WORD}[两二三四五六七八][2-9](?=[十百千万]?[多余]?{_M})", "概数前后写法应一致"),
    (rf"(?<![第\dA-Za-z.．-])[1-9][三四五六七八九](?=[十百千万]?[多余]?{_M})(?!年级)", "概数前后写法应一致"),
    (r"[二三四五六七八][三四五六七八九]\d0(?=[多余]?[\u4e00-\u9fff])", "概数前后写法应一致"),
    # 三、4个; 5、六个
    (
        rf"(?<=[\u4e00-\u9fff])(?<![第{_CN}\d])(?:二、3|三、4|四、5|五、6|六、7|七、8|八、9|2、三|3、四|4、五|5、六|6、七|7、八|8、九)"
        rf"(?=[十百千万]?[多余]?{_M})",
        "概数前后写法应一致",
    ),
    # 六0件; 第十5届, 第1十次
    (rf"{_NO_WORD}[{_ONE}]0+(?=[多余]?[万亿]?{_M})", "一个数里汉字与阿拉伯数字不混用"),
    (rf"第(?:[{_CN}百]+\d+|\d+[{_CN}百]+)(?=[次届批期名位个轮季])", "一个数里汉字与阿拉伯数字不混用"),
    # 10几公里, 20几个; 几10年, 数100家
    (r"(?<![\d.第])\d+几(?![何内率乎经])", "概数“几”前用汉字数字"),
    (
        rf"(?:几|(?:(?<![\u4e00-\u9fff])|(?<=[有达近出了的过成要被和与]))数)10{{1,4}}(?=[多余]?{_UNIT})",
        "概数“几”“数”后用汉字数字",
    ),
    # 百分之15, 3分之1, 二十多%, 九八.六%, 三点5, 3点五%
    (r"[百千万]分之\d+(?:\.\d+)?", "百分数应写作阿拉伯数字加“%”"),
    (rf"(?<![百千万])[{_ONE}十]分之\d+|\d分之[{_ONE}十\d]+", "分数前后写法应一致"),
    (
        rf"(?<![第\d.])[{_CN}百两]{{1,5}}(?:[点.．][{_CN}\d]{{1,4}})?[多余几]?(?:个)?[%％]|\d+[点.．][{_ONE}〇零]{{1,3}}(?=[%％万亿倍个])|\d+[多余几][%％]",
        "汉字数字与“%”不混用",
    ),
    (rf"{_NO_WORD}[{_ONE}十]{{1,3}}点\d+(?=[%％万亿倍个公吨元])", "小数前后写法应一致"),
    (
        rf"(?<![\d.{_CN}])[{_ONE}十]{{1,3}}[点时]\d{{1,2}}分|(?<!\d)\d{{1,2}}[点时][{_ONE}十]{{1,3}}分(?![之钟])",
        "时间前后写法应一致",
    ),
    # 三至5个, 5至十天
    (rf"{_NO_WORD}(?<![月日年])[{_ONE}两十]{{1,3}}[至到—～~－-]\d+(?=[%％]|{_UNIT})", "范围两头写法应一致"),
    (rf"(?<![\d.])\d+[多余]?{_M}?[至到—～~－-][二两三四五六七八九十]{{1,3}}(?={_M})(?!年级)", "范围两头写法应一致"),
    # 202四年, 二〇24年, 二0二四年, 2〇24年
    (
        rf"(?<![\d{_CN}])(?=[{_CN}\d]{{4}}年)(?=[{_CN}]{{0,3}}\d)(?=\d{{0,3}}[{_CN}])[12一二][{_CN}\d]{{3}}(?=年)",
        "年份写法应一致",
    ),
    # 2024年一月, 二〇二四年12月, 三月15日, 3月十五日
    (rf"(?<=\d年)(?:[{_ONE}]|十[一二]?)月(?![一革])(?!\d{{1,2}}日)", "年和月写法应一致"),
    (rf"(?<=[{_CN}]{{3}}年)\d{{1,2}}月(?:\d{{1,2}}日)?", "年和月写法应一致"),
    (rf"(?<![正腊冬{_CN}])(?:[{_ONE}]|十[一二]?)月\d{{1,2}}(?:日|号(?!楼))", "月和日写法应一致"),
    (rf"(?<!\d)(?:[1-9]|1[0-2])月[{_ONE}十]{{1,3}}(?:日|号(?!楼))", "月和日写法应一致"),
    (
        r"(?:农历|正月|腊月|冬月|正月初|大年初)(?:\d{1,2}月)?初?\d{1,2}(?![\d届.]|年|月\d|时|点|分|个|万)",
        "农历日期用汉字数字",
    ),
    # 20世纪八十年代, 二十世纪80年代, 八0年代
    (rf"(?<=\d世纪)[{_ONE}]十年代|(?<=[十{_ONE}]世纪)\d0年代|[{_ONE}]0年代", "世纪和年代写法应一致"),
    (r"(?:星期|礼拜)[1-7](?![\d个])|周[1-7](?=[上下晚早中][午上班])", "“星期几”用汉字数字"),
)
"""Where the two kinds of numerals meet; looked for only near places where one stands beside the other."""

HAN: tuple[tuple[str, str, str], ...] = (
    # a needle, the pattern, what to say
    (
        "零",
        rf"[一二](?<![百千{_CN}].)(?=[〇○零{_ONE}]{{3}}年)(?=[〇○{_ONE}]{{0,2}}零)[〇○零{_ONE}]{{3}}(?=年)",
        "年份用汉字时“零”写作“〇”",
    ),
    (
        "千零",
        rf"(?<!第)[二两]千零[{_ONE}十]{{1,3}}(?=年(?:[{_ONE}十来度]|，|上半年|下半年))(?!年来?间)",
        "年份不按数量读写",
    ),
    ("〇", rf"[1一二][{_CN}]?[OoＯ0][{_CN}](?=年)", "年份用汉字时“零”写作“〇”"),
)
"""Wrong without any figure near."""

FIGURES: tuple[tuple[str, str, str], ...] = (
    (
        ",",
        r"\d(?<![\d.,].)\d*(?:,\d+)+(?=[万亿]?(?:元|户|人|件|亩|吨|名|个|公里|平方|立方|家|株|次|场|尾))",
        "数字从右往左三位一节",
    ),
    ("，", r"[1-9](?<![\d，、].)\d{0,2}，\d{3}(?=[件元人户亩名万])", "数字分节不用全角逗号"),
    ("点", r"\d(?<!\d.)\d*点\d+(?=[%％万亿倍]|个百|公里|公顷|平方|吨|亩|元)", "小数点写作“.”"),
    ("．", r"\d．\d+", "小数点用半角"),
    ("·", r"\d(?<![\d“‘].)\d*·\d+(?=[%％万亿倍个])", "小数点写作“.”"),
    ("。", r"\d。\d+(?=[%％万亿倍])", "小数点写作“.”"),
    (
        ".",
        r"[\d.](?:(?<=\d)\.(?:(?=[万亿%％倍])|\.\d)|(?<=[\u4e00-\u9fff]\.)\d+(?=[%％万亿倍个]))",
        "小数点前后应有数字",
    ),
    ("0", r"0(?<=[\u4e00-\u9fff]0)(?<![第号年月日度期].)\d+(?=[个件名户家人次项万场处])", "计数时前面不加“0”"),
    ("O", r"\d(?<![A-Za-z\d].)\d*[OＯ]+\d*(?=[年个件户万%人元亩名次])", "字母“O”不代替“0”"),
    ("o", r"\d(?<![A-Za-z\d].)\d*o+\d*(?=[年个件户万%人元亩名次])", "字母“o”不代替“0”"),
    ("l", r"(?<![A-Za-z\d])(?:\d+l\d*|l\d+)(?=[年个件户万%人元亩名次月日])", "字母“l”不代替“1”"),
)
"""Figures written in a way they never are."""

_LINK = "[多余几来数万亿点分之月年日时号农历初至到—～~－\\-.．、零世纪星期礼拜周个名件]"
_MEETING = (
    lazy(rf"[0-9](?:{_LINK}{{0,3}}[{_CN}百千两几]|[多余几][%％]|[多余]?{_M}[至到—～~－-][{_CN}两])"),
    lazy(rf"[{_CN}百千两几数万亿正腊冬历期拜周分大](?:(?<!大){_LINK}{{0,3}}[\d%％]|(?<=大)年初\d)"),
)
_BEFORE, _BEHIND = 10, 12
_THROUGHOUT = 3


def misfits(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, what is wrong) of numerals in forms there are none of; an earlier row goes first."""
    for low, high in _meetings(text):
        taken: list[tuple[int, int]] = []
        for pattern, said in JOINED:
            for match in _compiled(pattern).finditer(text, low, high):
                if all(match.end() <= start or end <= match.start() for start, end in taken):
                    taken.append(match.span())
                    yield (*match.span(), said)
    for needle, pattern, said in (*HAN, *FIGURES):
        if needle in text:
            found = [match.span() for match in _compiled(pattern).finditer(text) if not _grouped(match.group())]
            # many of a kind are how the text was set
            for start, end in found if len(found) <= _THROUGHOUT else found[:1]:
                yield start, end, said


# compiled when first needed: most texts need few of them
@functools.lru_cache(maxsize=128)
def _compiled(pattern: str) -> re.Pattern[str]:
    return compiled(pattern, re.A)


def _meetings(text: str) -> list[tuple[int, int]]:
    """Return the stretches round places where figures stand beside Han numerals, in order, none touching another."""
    places = sorted(match.span() for pattern in _MEETING for match in pattern.finditer(text))
    found: list[tuple[int, int]] = []
    for start, end in places:
        low, high = max(0, start - _BEFORE), end + _BEHIND
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return found


def _grouped(figures: str) -> bool:
    """Return whether figures with commas are grouped by threes as they should be, or are a list: 1,2,3."""
    groups = figures.split(",")
    if len(groups) == 1:
        return False
    right = 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    return right or all(len(group) == 1 for group in groups) or max(map(len, groups)) < 2
