import CICUShims
import CWordClasses

/// The generated source `Sources/CWordClasses/word_classes.c`, from the ICU that runs.
struct WordClassSource {
  static let path = "Sources/CWordClasses/word_classes.c"
  static let renewal = "QUERN_RENEW_TABLES=1 swift test --filter WordClassTableTests"

  /// The class of each code point.
  let classes: [UInt8]

  /// The number of code points whose properties meet in a way that no class stands for.
  let unknownCount: Int

  init() {
    var classes = [UInt8](repeating: 0, count: 0x11_0000)
    unknownCount = unsafe classes.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return -1 }
      // SAFETY: the shim writes one byte for each code point.
      return Int(unsafe quern_icu_word_classes(base))
    }
    self.classes = classes
  }

  /// The text of the file.
  var text: String {
    var blocks: [ArraySlice<UInt8>] = []
    var known: [ArraySlice<UInt8>: Int] = [:]
    var numbers: [UInt8] = []
    for start in stride(from: 0, to: classes.count, by: Int(QUERN_WORD_BLOCK_LENGTH)) {
      let block = classes[start..<start + Int(QUERN_WORD_BLOCK_LENGTH)]
      if known[block] == nil { blocks.append(block) }
      let number = known[block] ?? blocks.count - 1
      known[block] = number
      numbers.append(UInt8(number))
    }
    return """
      // Generated; do not edit. Made from the properties of ICU \(Self.dotted(quern_icu_version())), \
      Unicode \(Self.dotted(quern_unicode_version())), by
      // \(Self.renewal)
      // A code point c has the class classes[blocks[c / 128] * 128 + c % 128].

      #include "CWordClasses.h"

      const uint32_t quern_word_icu_version = 0x\(String(quern_icu_version(), radix: 16));
      const uint32_t quern_word_unicode_version = 0x\(String(quern_unicode_version(), radix: 16));

      static const uint8_t blocks[QUERN_WORD_BLOCK_COUNT] = {
      \(Self.rows(numbers))
      };

      static const uint8_t classes[\(blocks.count) * QUERN_WORD_BLOCK_LENGTH] = {
      \(Self.rows(blocks.joined()))
      };

      const int32_t quern_word_classes_count = sizeof classes;

      const uint8_t *quern_word_blocks(void) { return blocks; }
      const uint8_t *quern_word_classes(void) { return classes; }

      """
  }

  static func dotted(_ version: UInt32) -> String { "\(version >> 24).\(version >> 16 & 0xFF)" }

  private static func rows(_ numbers: some Sequence<UInt8>) -> String {
    let all = Array(numbers)
    return stride(from: 0, to: all.count, by: 32).map { start in
      let row = all[start..<min(start + 32, all.count)].map { String($0) }
      return row.joined(separator: ",") + ","
    }.joined(separator: "\n")
  }
}
