import Foundation
import QuernModel

/// A reader of bytes that strangers may write, ready to be given any.
///
/// A target gives right answers or errors for every input; what else it does ends the process.
package enum FuzzTarget: String, CaseIterable, Sendable {
  /// The sections of a segment, under right checksums.
  case segment

  /// The list of what makes up a commit, under a right checksum.
  case manifest

  /// The deletions of a segment, under a right checksum.
  case deletions

  /// A whole file of an index, as it is.
  case frame
  case query
  case jsonLines = "json-lines"
  case markdown

  /// Text of any kind through every analyzer.
  case analysis

  /// Takes one input.
  package func run(_ bytes: [UInt8]) {
    switch self {
    case .segment: FuzzedIndex.shared.read(segment: bytes)
    case .manifest: FuzzedIndex.shared.read(manifest: bytes)
    case .deletions: FuzzedIndex.shared.read(deletions: bytes)
    case .frame: FuzzedIndex.shared.read(frame: bytes)
    case .query: FuzzedIndex.shared.ask(String(decoding: bytes, as: UTF8.self))
    case .jsonLines: FuzzedText.readLines(bytes)
    case .markdown: FuzzedText.readArticle(bytes)
    case .analysis: FuzzedText.analyze(String(decoding: bytes, as: UTF8.self))
    }
  }

  /// Inputs that are well-formed, made anew so that they are of today's format.
  package var seeds: [[UInt8]] {
    switch self {
    case .segment: FuzzedIndex.shared.segmentSeeds
    case .manifest: [FuzzedIndex.shared.manifestSeed]
    case .deletions: [FuzzedIndex.shared.deletionsSeed]
    case .frame: [FuzzedIndex.shared.frameSeed]
    case .query: FuzzSeeds.queries.map { Array($0.utf8) }
    case .jsonLines: FuzzSeeds.lines.map { Array($0.utf8) }
    case .markdown: FuzzSeeds.articles.map { Array($0.utf8) }
    case .analysis: FuzzSeeds.texts.map { Array($0.utf8) }
    }
  }
}
