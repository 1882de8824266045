"""What a run was made on."""
import datetime
import os
import platform
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))


def line(command, default=""):
    try:
        output = subprocess.run(command, capture_output=True, text=True, cwd=HERE, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return default
    return output.strip().splitlines()[0] if output.strip() else default


def value(path, name, separator):
    try:
        with open(path) as lines:
            for text in lines:
                key, _, rest = text.partition(separator)
                if key.strip() == name:
                    return rest.strip().strip('"')
    except OSError:
        pass
    return ""


def describe():
    revision = line(["git", "rev-parse", "--short", "HEAD"], "unknown")
    if line(["git", "status", "--porcelain", "--", "../../Sources", "../PeerProtocol"]):
        revision += " with changes"
    memory = value("/proc/meminfo", "MemTotal", ":")
    return {
        "date": datetime.date.today().isoformat(),
        "processor": value("/proc/cpuinfo", "model name", ":") or platform.processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "memory_gb": round(int(memory.split()[0]) / 1e6) if memory else None,
        "system": value("/etc/os-release", "PRETTY_NAME", "=") or platform.platform(),
        "os": platform.system().lower(),
        "architecture": platform.machine(),
        "swift": line(["bash", "-c", "swift --version 2>/dev/null | grep -o 'Swift version [0-9.]*'"]),
        "revision": revision,
        "load": os.getloadavg()[0],
    }


def folder(machine):
    """The name of a run's folder."""
    return "{date}-{os}-{architecture}-{cores}-cores".format(**machine)


def lines(machine):
    """The machine as items of a list."""
    memory = f", {machine['memory_gb']} GB" if machine["memory_gb"] else ""
    return [
        f"- Processor: {machine['processor']}; {machine['cores']} cores seen{memory}",
        f"- System: {machine['system']}, {machine['architecture']}",
        f"- Built with: {machine['swift']}, release; revision {machine['revision']}",
        f"- Load of the machine when the run began: {machine['load']:.1f}",
    ]
