extension StyledText {
  /// The text in lines of at most `width` columns, broken at blanks.
  ///
  /// Between wide characters a line may break too, since their scripts put no blanks between words.
  /// A word that is wider than a line is cut.
  func wrapped(to width: Int) -> [StyledText] {
    let width = max(width, 1)
    var wrapper = Wrapper(width: width)
    for run in runs {
      for character in run.text { wrapper.add(character, run.style) }
    }
    return wrapper.finish()
  }
}

/// Fills lines greedily with words.
private struct Wrapper {
  private typealias Cell = (character: Character, style: TextStyle, width: Int)

  private let width: Int
  private var lines: [StyledText] = []
  private var line = StyledText()
  private var lineWidth = 0
  private var word: [Cell] = []
  private var wordWidth = 0
  /// The style of the blank before the word, if there is one.
  private var blank: TextStyle?

  init(width: Int) { self.width = width }

  mutating func add(_ character: Character, _ style: TextStyle) {
    if character == " " {
      endWord()
      blank = style
      return
    }
    let columns = DisplayWidth.of(character)
    if columns > 1 { endWord() }
    word.append((character, style, columns))
    wordWidth += columns
    if columns > 1 { endWord() }
  }

  mutating func finish() -> [StyledText] {
    endWord()
    endLine()
    return lines
  }

  private mutating func endWord() {
    guard !word.isEmpty else { return }
    let gap = blank == nil || lineWidth == 0 ? 0 : 1
    if lineWidth > 0, lineWidth + gap + wordWidth > width {
      endLine()
    } else if gap == 1, let blank {
      line.append(" ", blank)
      lineWidth += 1
    }
    for cell in word {
      if lineWidth > 0, lineWidth + cell.width > width { endLine() }
      line.append(String(cell.character), cell.style)
      lineWidth += cell.width
    }
    word = []
    wordWidth = 0
    blank = nil
  }

  private mutating func endLine() {
    guard lineWidth > 0 else { return }
    lines.append(line)
    line = StyledText()
    lineWidth = 0
  }
}
