"""Breaking names and titles into even lines, so that PDF and Word break them at the same word."""

import re

# Two or three syllables that make one word: a line that ends inside one reads badly in capitals.
COMPOUNDS = (
    "bộ trưởng|chính phủ|chính trị|chấm điểm|chủ trì|chủ tịch|các cơ quan|công tác|cơ quan|cộng sản|"
    "doanh nghiệp|dân vận|giao ước|học viện|hồ chí minh|hội nghị|khen thưởng|khối phó|khối thi đua|"
    "khối trưởng|kinh tế|kiểm toán|kiểm tra|nhiệm vụ|nhà nước|nhà xuất bản|nhân dân|nội chính|"
    "phó chủ tịch|phương hướng|quyết định|quốc gia|sự thật|thi đua|thành viên|thường trực|thường vụ|"
    "thủ trưởng|thực hiện|tiêu chí|trung ương|trưởng ban|tuyên giáo|tòa án|tạp chí|tổ chức|tổng kết|"
    "văn phòng|đơn vị|đại diện|đảng ủy|đối ngoại|ủy ban"
)
NUMBERED = r"(?:năm|tháng|ngày|quý|số|điều|khoản) \d"  # and a number stays with its noun
WORD = re.compile(rf"(?:{NUMBERED}|(?:{COMPOUNDS})(?![^\W\d_]))\S*|\S+", re.IGNORECASE)


def balanced(text, room, measure):
    """Break `text` into the fewest lines that fit `room`, then make them as even as they can be.

    `measure` returns the length of a line, in the unit of `room`. A "\\n" in the text always ends a line; a
    compound is torn apart only when it is longer than a line.
    """
    return [line for part in text.split("\n") for line in _even(part, room, measure)]


def _even(text, room, measure):
    words = [word for found in WORD.findall(text) for word in _fitting(found, room, measure)]
    lines = _filled(words, room, measure)
    low, high = 0, room
    while len(lines) > 1 and high - low > room / 100:
        middle = (low + high) / 2
        tried = _filled(words, middle, measure)
        if len(tried) == len(lines) and max(map(measure, tried)) <= middle:
            lines, high = tried, middle
        else:
            low = middle
    return lines


def _fitting(word, room, measure):
    return [word] if measure(word) <= room else word.split(" ")


def _filled(words, room, measure):
    """Fill line after line with as many words as fit; a word longer than a line stands alone."""
    lines = []
    for word in words:
        if lines and measure(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
