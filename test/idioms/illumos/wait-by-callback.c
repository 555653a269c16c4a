// RUN: %idiom %s
// A routine that prepares a packet waits for memory when it is given a callback, and
// flags of the caller decide about more than can be told apart.
// Seen in illumos: usr/src/uts/common/io/mega_sas/megaraid_sas.c, megasas_dma_alloc().
// Broken: it waits without one.
#include "illumos.h"

struct scsi_hba_tran {
  void *(*tran_init_pkt)(void *ap, void *pkt, void *bp, int cmdlen, int statuslen,
                         int tgtlen, int flags, int (*callback)(caddr_t),
                         caddr_t arg);
};
struct cmd {
  dev_info_t *dip;
  int flags, windows, used;
  void *handle;
};
int bind(struct cmd *cmd, int dma_flags), window(struct cmd *cmd);

static int dma_alloc(struct cmd *cmd, int flags, int (*callback)(caddr_t)) {
  int (*cb)(caddr_t);
  int dma_flags = 0;

  if (cmd->flags & 64)
    dma_flags = 2;
  else
    dma_flags = 1;
  if (flags & 1) {
    cmd->used |= 64;
    dma_flags |= 16;
  }
  if (flags & 8)
    dma_flags |= 8;
#ifdef BROKEN
  cb = callback ? DDI_DMA_DONTWAIT : DDI_DMA_SLEEP;
#else
  cb = callback ? DDI_DMA_SLEEP : DDI_DMA_DONTWAIT;
#endif
  if (ddi_dma_alloc_handle(cmd->dip, 0, cb, 0, &cmd->handle) != DDI_SUCCESS) /* expect: sleep-in-interrupt */
    return (-1);
  if (bind(cmd, dma_flags) != DDI_SUCCESS)
    return (-1);
  if ((dma_flags & 8) && window(cmd) == -1) {
    ddi_dma_free_handle(&cmd->handle);
    return (-1);
  }
  return (0);
}

static void *init_pkt(void *ap, void *pkt, void *bp, int cmdlen, int statuslen,
                      int tgtlen, int flags, int (*callback)(caddr_t),
                      caddr_t arg) {
  struct cmd *cmd = pkt;

  if (bp != NULL && dma_alloc(cmd, flags, callback) == -1)
    return (NULL);
  return (pkt);
}

void hba_attach(struct scsi_hba_tran *tran) { tran->tran_init_pkt = init_pkt; }
