/// Folds what writers and typists use interchangeably: accents, letters with strokes, apostrophes.
///
/// Works on words in NFD that were case-folded, scalar by scalar:
/// - A combining mark on a letter of the Latin, Greek or Cyrillic script or on a digit is dropped,
///   those in ``keptMarks`` apart: `é` → `e`, `ё` → `е`, `ή` → `η`, but `й` stays.
/// - Latin letters that Unicode does not decompose become the letters that are typed for them
///   (``latinLetters``): `ł` → `l`, `æ` → `ae`.
/// - Typographic apostrophes become `'` (``apostrophes``), and none stays at either end of a word,
///   Hebrew's geresh apart, so that `ʿAbd` is `abd`.
/// - Points that Arabic and Hebrew are mostly written without are dropped: harakat and Koranic
///   marks, tatweel, niqqud and cantillation. The hamza and the madda that make up letters (أ إ ؤ ئ
///   آ) stay.
/// - All else stays: vowel signs of Indic scripts, Thai vowels and tones, kana's voicing marks.
///
/// The tables are fixed, so that only ICU's own tables change with its version.
enum LetterFolding {
  /// Folds a word.
  ///
  /// - Parameter word: case-folded, in NFD.
  /// - Returns: the folded word, in NFD.
  /// - Complexity: O(*n*).
  static func fold(_ word: [UInt8]) -> [UInt8] {
    var folded: [UInt8] = []
    folded.reserveCapacity(word.count)
    var base: UInt32 = 0
    for scalar in String(decoding: word, as: UTF8.self).unicodeScalars {
      let value = scalar.value
      if isCombiningDiacritic(value) {
        guard !takesAccents(base) || keptMarks.contains(Mark(base, value)) else { continue }
        folded.append(contentsOf: String(scalar).utf8)
        continue
      }
      if isOptionalPoint(value) { continue }
      // A mark on a typographic apostrophe is a mark on an apostrophe.
      base = apostrophes.contains(value) ? 0x27 : value
      append(scalar, to: &folded)
    }
    trimApostrophes(&folded)
    return folded
  }

  /// Makes every apostrophe a `'` and drops those at the ends.
  static func foldApostrophes(_ word: [UInt8]) -> [UInt8] {
    var folded: [UInt8] = []
    folded.reserveCapacity(word.count)
    for scalar in String(decoding: word, as: UTF8.self).unicodeScalars {
      if apostrophes.contains(scalar.value) {
        folded.append(UInt8(ascii: "'"))
      } else {
        folded.append(contentsOf: String(scalar).utf8)
      }
    }
    trimApostrophes(&folded)
    return folded
  }

  private static func append(_ scalar: Unicode.Scalar, to folded: inout [UInt8]) {
    if scalar.isASCII {
      folded.append(UInt8(truncatingIfNeeded: scalar.value))
    } else if apostrophes.contains(scalar.value) {
      folded.append(UInt8(ascii: "'"))
    } else if let letters = latinLetters[scalar.value] {
      folded.append(contentsOf: letters)
    } else {
      folded.append(contentsOf: String(scalar).utf8)
    }
  }

  /// Drops apostrophes at the ends, but not a final one after a Hebrew letter (U+05D0 … U+05EA in
  /// UTF-8: D7 90 … D7 AA), where it is a geresh and part of the letter.
  static func trimApostrophes(_ word: inout [UInt8]) {
    let apostrophe = UInt8(ascii: "'")
    while word.last == apostrophe {
      if word.count >= 3, word[word.count - 3] == 0xD7 { break }
      word.removeLast()
    }
    let leading = word.prefix { $0 == apostrophe }.count
    if leading > 0 { word.removeFirst(leading) }
  }
}
