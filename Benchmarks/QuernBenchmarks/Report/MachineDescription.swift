import QuernModel

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a run was made on and with.
struct MachineDescription: Codable {
  var processor: String
  var cores: Int
  var system: String
  var swift: String
  var icu: String

  /// Describes this machine.
  ///
  /// - Parameters:
  ///   - toolchain: the version of Swift, which a program cannot ask its compiler for.
  ///   - analysis: what an analyzer says of itself.
  init(toolchain: String, _ analysis: AnalysisIdentity) {
    let process = ProcessInfo.processInfo
    processor = Self.processorName() ?? Self.architecture
    cores = process.activeProcessorCount
    system = "\(Self.systemName) \(process.operatingSystemVersionString), \(Self.architecture)"
    swift = toolchain
    icu = "\(analysis.icu) (Unicode \(analysis.unicode))"
  }

  /// Such as `linux-x86_64-2-cores`: names the folder of a run without naming the host.
  var folderName: String { "\(Self.systemName)-\(Self.architecture)-\(cores)-cores" }

  private static func processorName() -> String? {
    guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8) else {
      return nil
    }
    let fields = text.split(separator: "\n").prefix(32).map {
      $0.split(separator: ":", maxSplits: 1).map { $0.trimmingPrefix { $0.isWhitespace } }
    }
    let value = { (name: String) -> Substring? in
      fields.first { $0.count == 2 && $0[0].hasPrefix(name) }?[1]
    }
    guard let model = value("model name") else { return nil }
    guard let number = value("model\t"), let family = value("cpu family") else {
      return String(model)
    }
    return "\(model), family \(family) model \(number)"
  }

  #if os(Linux)
    private static let systemName = "linux"
  #elseif os(macOS)
    private static let systemName = "macos"
  #else
    private static let systemName = "other"
  #endif

  #if arch(x86_64)
    private static let architecture = "x86_64"
  #elseif arch(arm64)
    private static let architecture = "arm64"
  #else
    private static let architecture = "other"
  #endif
}
