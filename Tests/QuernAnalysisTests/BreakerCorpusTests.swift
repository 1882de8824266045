import Foundation
import QuernAnalysis
import Testing

@Suite struct BreakerCorpusTests {
  @Test(.enabled(if: BreakerComparison.isOfThisICU))
  func `real text has the words of ICU`() throws {
    let files = BreakerCorpus.files()
    guard !files.isEmpty else {
      print("no text: ../shared/data is absent and QUERN_SHARED names no other folder")
      return
    }
    var comparison = try BreakerComparison()
    var byteCount = 0
    for file in files {
      let limit = BreakerComparison.isSlow ? 1 << 40 : 200_000
      try BreakerCorpus.read(file, limit: limit) { text in
        byteCount += text.utf8.count
        let difference = comparison.difference(text)
        #expect(difference == nil, "\(file.path)")
      }
    }
    print("own breaker = ICU on \(files.count) files, \(byteCount) bytes")
  }
}
