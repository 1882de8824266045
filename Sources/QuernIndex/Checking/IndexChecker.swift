import QuernCodec
import QuernModel
package import QuernStorage

/// Verifies every checksum of an index and every structure against the others.
package struct IndexChecker {
  private let directory: any Directory
  private(set) var damages: [IndexDamage] = []

  /// One damaged list after another says nothing new.
  private static let maximumDamageCount = 100

  /// Checks the last commit of a directory.
  ///
  /// - Returns: what is damaged; empty where nothing is.
  package static func check(_ directory: any Directory) -> [IndexDamage] {
    var checker = IndexChecker(directory: directory)
    checker.run()
    return Array(checker.damages.prefix(maximumDamageCount))
  }

  private init(directory: any Directory) { self.directory = directory }

  private mutating func run() {
    let snapshot: IndexSnapshot
    do throws(IndexError) {
      snapshot = try IndexSnapshot.openLast(in: directory)
    } catch {
      return damages.append(IndexDamage(error))
    }
    for segment in snapshot.segments {
      let isSound = checkSections(segment)
      // Behind a wrong checksum anything can be wrong: one finding is enough.
      if isSound { damages += SegmentChecker.check(segment) }
    }
  }

  /// Verifies the checksums of a segment file.
  private mutating func checkSections(_ segment: SegmentReader) -> Bool {
    var isSound = true
    for section in segment.file.sections {
      do throws(CodecError) { try segment.file.verify(section) } catch {
        damages.append(IndexDamage(.codec(error)))
        isSound = false
      }
    }
    return isSound
  }
}
