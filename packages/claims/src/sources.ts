import type { Source } from "./contract.ts";

/** The post that argues that a model's features need not form a dictionary of its activations. */
export const threadPost: Source = {
  side: "thread",
  title: "Lucius Bushnaq, shortform on LessWrong (January 2025)",
  url: "https://www.lesswrong.com/posts/cCgxp3Bq4aS9z5xqd?commentId=KiWMpJK6n6bjtBMbw",
};

/** The replies to it, which hold that dictionary learning finds the true units. */
export const threadReplies: Source = {
  side: "reply",
  title: "Replies to the shortform by chanind, Logan Riggs and others (January 2025)",
  url: "https://www.lesswrong.com/posts/cCgxp3Bq4aS9z5xqd?commentId=Kag8NedqW8gJ8knGH",
};

/** The post that asks whether sparse autoencoders find features or their common combinations. */
export const redTrianglePost: Source = {
  side: "thread",
  title: "Demian Till, Do sparse autoencoders find “true features”? on LessWrong (February 2024)",
  url: "https://www.lesswrong.com/posts/QoR8noAB3Mp2KBA4B/do-sparse-autoencoders-find-true-features",
};
