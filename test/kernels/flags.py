# The compiler's flags for the tests of each kernel's model. Read by lit.cfg.py and
# by test/mutate-models; the target makes the compiler define what names the kernel.
TARGETS = {
    "dragonfly": "x86_64-unknown-dragonfly",
    "freebsd": "x86_64-unknown-freebsd10.0",
    "illumos": "x86_64-pc-solaris2.11",
    "libspl": "x86_64-unknown-linux-gnu",
    "linux": "x86_64-unknown-linux-gnu -D__KERNEL__",
    "linuxkpi": "x86_64-unknown-freebsd10.0",
    "netbsd": "x86_64-unknown-netbsd",
    "openbsd": "x86_64-unknown-openbsd",
    "spl": "x86_64-unknown-linux-gnu -D__KERNEL__",
}


def flags(root):
    common = f"-std=gnu17 -nostdinc -ffreestanding -D_KERNEL -w -I{root}/test/kernels/include"
    return {kernel: f"-target {target} {common}" for kernel, target in TARGETS.items()}
