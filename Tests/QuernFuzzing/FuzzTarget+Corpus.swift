import Foundation

extension FuzzTarget {
  /// The inputs that the fuzzer has found worth keeping, from `Tests/Corpora`: one a line, in base 64.
  package var corpus: [[UInt8]] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Corpora/\(rawValue).base64")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").compactMap { line in
      Data(base64Encoded: String(line)).map { Array($0) }
    }
  }

  /// Writes all inputs from which the fuzzer starts into a folder, as a file each.
  ///
  /// - Throws: where the folder cannot be written to.
  package func writeInputs(to folder: String) throws {
    for (number, input) in (seeds + corpus).enumerated() {
      try Data(input).write(to: URL(fileURLWithPath: "\(folder)/seed-\(number)"))
    }
  }
}
